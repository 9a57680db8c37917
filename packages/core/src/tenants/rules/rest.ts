import type { RestState } from "../schemas.ts";

/** Where the key of a packed shop's file is kept, for the seal that opens there only. */
export const placeOfKey = (fileId: string) => ({ table: "hibernations", column: "sealed_key", row: fileId });

/** Work that a shop is woken for. Its upkeep is put off instead: nothing gets old in a shop that is packed away. */
export const wakesFor = ["outbox", "jobs", "flows", "reservations"] as const;

export function isWokenFor(kind: string): boolean {
  return (wakesFor as readonly string[]).includes(kind);
}

/** Activity is noted by the day: one write for a whole day's visitors. */
const noteAfterMillis = 24 * 3600 * 1000;

export function isWorthNoting(seenAt: Date, now: Date): boolean {
  return now.getTime() - seenAt.getTime() >= noteAfterMillis;
}

/** What a shop's row and the row of its rest say together. */
export function restState(awake: boolean, state: "falling" | "asleep" | "waking" | "woken" | null): RestState {
  if (awake || state === null || state === "woken") return "awake";
  return state;
}

const day = 24 * 3600 * 1000;
/** So long before a shop is packed away its owners hear of it. */
export const noticeDays = 7;

/** What the control plane does with an idle shop. */
export type NextOfIdle = { readonly do: "announce"; readonly at: Date } | { readonly do: "hibernate" } | null;

/**
 * An idle shop is announced a week ahead, and packed away when it has been idle for the whole time and the week is
 * over. `announced` is the moment that its owners were told.
 */
export function nextOfIdle(seenAt: Date, announced: Date | null, afterDays: number, now: Date): NextOfIdle {
  const idleAt = seenAt.getTime() + afterDays * day;
  if (announced === null) {
    if (now.getTime() < idleAt - noticeDays * day) return null;
    return { do: "announce", at: new Date(Math.max(idleAt, now.getTime() + noticeDays * day)) };
  }
  return now.getTime() >= Math.max(idleAt, announced.getTime()) ? { do: "hibernate" } : null;
}
