import { useCallback, useState } from "react";

/** Edits on top of what the server has: only what differs counts, and is sent. */
export interface Draft<T extends object> {
  readonly value: T;
  readonly changes: Partial<T>;
  readonly count: number;
  readonly set: <K extends keyof T>(field: K, value: T[K]) => void;
  readonly reset: () => void;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What of `edits` differs from `saved`. */
export function changesOf<T extends object>(saved: T, edits: Partial<T>): Partial<T> {
  return Object.fromEntries(
    Object.entries(edits).filter(([field, value]) => !same(value, saved[field as keyof T])),
  ) as Partial<T>;
}

export function useDraft<T extends object>(saved: T): Draft<T> {
  const [edits, setEdits] = useState<Partial<T>>({});
  const set = useCallback(
    <K extends keyof T>(field: K, value: T[K]) => setEdits((now) => ({ ...now, [field]: value })),
    [],
  );
  const reset = useCallback(() => setEdits({}), []);
  const changes = changesOf(saved, edits);
  return { value: { ...saved, ...edits }, changes, count: Object.keys(changes).length, set, reset };
}
