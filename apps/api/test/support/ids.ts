import { randomBytes } from "node:crypto";
import { newId } from "@meridian/core/platform/new-id";

const anId = /\b([a-z]{2,6})_[0-9a-hjkmnp-tv-z]{26}\b/g;

/** Every well-formed id in a text or in a value's JSON. */
export function idsIn(value: unknown): Set<string> {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return new Set(text.match(anId));
}

/** A place in an input that names something: an id, or a name that opens something, such as a slug. */
export interface Reference {
  readonly path: readonly (string | number)[];
  readonly value: string;
}

/** The places of an input that name something. `names` are fields that do so without holding an id. */
export function referencesIn(
  input: unknown,
  names: readonly string[],
  path: readonly (string | number)[] = [],
): Reference[] {
  if (typeof input === "string") {
    const field = path.at(-1);
    const isReference =
      new RegExp(`^${anId.source}$`).test(input) || (typeof field === "string" && names.includes(field));
    return isReference ? [{ path, value: input }] : [];
  }
  if (typeof input !== "object" || input === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(input) ? [...input.entries()] : Object.entries(input);
  return entries.flatMap(([key, value]) => referencesIn(value, names, [...path, key]));
}

/** The input with another value at a place. */
export function replaced(input: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(input)) return input.map((one, i) => (i === key ? replaced(one, rest, value) : one));
  if (typeof key === "number" && input === undefined) return [replaced(undefined, rest, value)];
  const given = (input ?? {}) as Record<string, unknown>;
  return { ...given, [key]: replaced(given[key], rest, value) };
}

/** What a place of the input holds. */
export function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((value: unknown, key) => (value as Record<string | number, unknown> | undefined)?.[key], input);
}

/** A name of the same shape that names nothing. */
export function unknownLike(value: string): string {
  const prefix = /^([a-z]{2,6})_[0-9a-z]{26}$/.exec(value)?.[1];
  if (prefix !== undefined) return newId(prefix);
  if (value.length >= 20) return randomBytes(value.length).toString("base64url").slice(0, value.length);
  return `zz-${randomBytes(4).toString("hex")}`;
}

/** The input with every reference replaced by one that names nothing; equal ones stay equal. */
export function withUnknown(input: unknown, references: readonly Reference[]): { input: unknown; fresh: string[] } {
  const fresh = new Map<string, string>();
  for (const { value } of references) fresh.set(value, fresh.get(value) ?? unknownLike(value));
  const changed = references.reduce((result, { path, value }) => replaced(result, path, fresh.get(value)), input);
  return { input: changed, fresh: references.map(({ value }) => fresh.get(value) ?? "") };
}

/** A text in which what the caller itself sent has no name any more, so that answers can be compared. */
export function withoutNames(text: string, sent: readonly string[]): string {
  const plain = sent.reduce((result, name, i) => result.replaceAll(name, `<${i}>`), text);
  return plain.replaceAll(/"requestId":"[^"]*"/g, '"requestId":""');
}
