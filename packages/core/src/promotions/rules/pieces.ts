/**
 * Which pieces a "buy x get y" and a bundle are about. Own conventions, in favour of neither side twice: the pieces
 * that become cheaper are the cheapest that may (as merchants print it), a bundle takes the dearest pieces that fit
 * its parts; lines of equal price go in the order given, which is that of their variants.
 */
import type { Effect } from "../schemas.ts";
import type { Chooser } from "./choosing.ts";
import type { DiscountableLine } from "./model.ts";

type BuyGet = Extract<Effect, { kind: "buy_get" }>;
type Bundle = Extract<Effect, { kind: "bundle" }>;

const cheapestFirst =
  (lines: readonly DiscountableLine[]) =>
  (a: number, b: number): number => {
    const [x, y] = [lines[a], lines[b]];
    if (x === undefined || y === undefined) return 0;
    return x.unitPrice - y.unitPrice || a - b;
  };

/**
 * How many pieces of which lines become cheaper, by the line's place. `t` repetitions want t·buy pieces of one kind and
 * t·get of another, no piece twice: possible exactly when each kind and both together have enough (Hall's theorem).
 */
export function buyGetPieces(
  { buy, get, most }: BuyGet,
  lines: readonly DiscountableLine[],
  choose: Chooser,
): ReadonlyMap<number, number> {
  const bought = new Set(choose(buy.of));
  const gotten = choose(get.of);
  const quantityOf = (i: number): number => lines[i]?.quantity ?? 0;
  let [buyable, gettable, together] = [0, 0, 0];
  for (const i of bought) buyable += quantityOf(i);
  together = buyable;
  for (const i of gotten) {
    gettable += quantityOf(i);
    if (!bought.has(i)) together += quantityOf(i);
  }
  const times = Math.min(
    Math.floor(buyable / buy.quantity),
    Math.floor(gettable / get.quantity),
    Math.floor(together / (buy.quantity + get.quantity)),
    most ?? Number.MAX_SAFE_INTEGER,
  );
  const pieces = new Map<number, number>();
  if (times === 0) return pieces;
  let wanted = times * get.quantity;
  /** Pieces that may count for either side, as far as the bought side can spare them. */
  let spare = buyable - times * buy.quantity;
  for (const i of gotten.toSorted(cheapestFirst(lines))) {
    const taken = Math.min(wanted, bought.has(i) ? Math.min(quantityOf(i), spare) : quantityOf(i));
    if (bought.has(i)) spare -= taken;
    if (taken > 0) pieces.set(i, taken);
    wanted -= taken;
  }
  return pieces;
}

/**
 * How many pieces of each line are in bundles, and how many bundles that makes. Parts that fewer lines fit are
 * filled first; one bundle after the other, until a part is missing.
 */
export function bundlePieces(
  { parts, most }: Bundle,
  lines: readonly DiscountableLine[],
  choose: Chooser,
): { readonly pieces: readonly number[]; readonly times: number } {
  const free = lines.map((line) => line.quantity);
  const pieces = lines.map(() => 0);
  const dearestFirst = (a: number, b: number): number => -cheapestFirst(lines)(a, b);
  const fitting = parts
    .map((part) => ({ quantity: part.quantity, lines: choose(part.of).toSorted(dearestFirst) }))
    .toSorted((a, b) => a.lines.length - b.lines.length);
  let times = 0;
  for (;;) {
    const open = (most ?? Number.MAX_SAFE_INTEGER) - times;
    const one = open > 0 ? oneBundle(fitting, free) : undefined;
    if (one === undefined) return { pieces, times };
    // The same lines serve again as long as they last.
    let again = open;
    for (const [i, count] of one) again = Math.min(again, Math.floor((free[i] ?? 0) / count));
    for (const [i, count] of one) {
      free[i] = (free[i] ?? 0) - count * again;
      pieces[i] = (pieces[i] ?? 0) + count * again;
    }
    times += again;
  }
}

/** The pieces of the next bundle by line, or undefined when a part of it is missing. */
function oneBundle(
  parts: readonly { readonly quantity: number; readonly lines: readonly number[] }[],
  free: readonly number[],
): Map<number, number> | undefined {
  const taken = new Map<number, number>();
  for (const { quantity, lines } of parts) {
    let wanted = quantity;
    for (const i of lines) {
      const count = Math.min(wanted, (free[i] ?? 0) - (taken.get(i) ?? 0));
      if (count > 0) taken.set(i, (taken.get(i) ?? 0) + count);
      wanted -= count;
      if (wanted === 0) break;
    }
    if (wanted > 0) return undefined;
  }
  return taken;
}
