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

function isWorthNoting(seenAt: Date, now: Date): boolean {
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

/**
 * So many days without a visitor a shop stays awake that was woken, and that nobody of its own people and no sale has
 * touched since. A week: each weekday's visitor and each weekly task has had its turn, a cart that was left is come
 * back to within days, and packing costs a second. A link somewhere or a robot, which bring back every shop that they
 * pass, keep it no longer. Its owners are not told again: they know that it rests.
 */
export const rousedDays = 7;

/** After how many days without a visitor a shop is idle. */
export function idleDays(isRoused: boolean, afterDays: number): number {
  return isRoused ? Math.min(rousedDays, afterDays) : afterDays;
}

/** Who comes with a right to: whoever works for the shop, or somebody who looks at it. */
export type Visitor = "own" | "visitor";

/** What a visit changes of what is known of a shop, or null where nothing is worth a write. */
export function noteOf(
  who: Visitor,
  { seenAt, rousedAt }: { readonly seenAt: Date; readonly rousedAt: Date | null },
  now: Date,
): "touched" | "seen" | null {
  if (who === "own" && rousedAt !== null) return "touched";
  return isWorthNoting(seenAt, now) ? "seen" : null;
}

/** What the control plane does with an idle shop. */
export type NextOfIdle = { readonly do: "announce"; readonly at: Date } | { readonly do: "hibernate" } | null;

/** A shop that is awake, as its region knows it. */
interface Idle {
  readonly seenAt: Date;
  readonly isRoused: boolean;
}

/**
 * An idle shop is announced a week ahead, and packed away when it has been idle for the whole time and the week is
 * over; one that was only roused goes back without. `announced` is the moment that its owners were told.
 */
export function nextOfIdle(
  { seenAt, isRoused }: Idle,
  announced: Date | null,
  afterDays: number,
  now: Date,
): NextOfIdle {
  const idleAt = seenAt.getTime() + idleDays(isRoused, afterDays) * day;
  if (isRoused) return now.getTime() >= idleAt ? { do: "hibernate" } : null;
  if (announced === null) {
    if (now.getTime() < idleAt - noticeDays * day) return null;
    return { do: "announce", at: new Date(Math.max(idleAt, now.getTime() + noticeDays * day)) };
  }
  return now.getTime() >= Math.max(idleAt, announced.getTime()) ? { do: "hibernate" } : null;
}
