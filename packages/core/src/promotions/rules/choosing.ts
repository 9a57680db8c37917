/** Which lines a selection is about, looked up once per cart: promotions ask for the same ones again and again. */
import type { Selection } from "../schemas.ts";
import type { DiscountableLine } from "./model.ts";

/** The places of the lines in the cart, in their order. */
export type Chooser = (of: Selection) => readonly number[];

type Kind = Exclude<Selection["kind"], "all">;

const keysOf: Readonly<Record<Kind, (line: DiscountableLine) => readonly string[]>> = {
  products: (line) => [line.productId],
  variants: (line) => [line.variantId],
  categories: (line) => line.categoryIds,
};

export function chooserOf(lines: readonly DiscountableLine[]): Chooser {
  const every = lines.map((_, i) => i);
  const places = new Map<Kind, ReadonlyMap<string, readonly number[]>>();
  const known = new Map<Selection, readonly number[]>();
  const placesOf = (kind: Kind): ReadonlyMap<string, readonly number[]> => {
    const before = places.get(kind);
    if (before !== undefined) return before;
    const index = new Map<string, number[]>();
    for (const [i, line] of lines.entries()) {
      for (const key of keysOf[kind](line)) {
        const list = index.get(key);
        if (list === undefined) index.set(key, [i]);
        else list.push(i);
      }
    }
    places.set(kind, index);
    return index;
  };
  return (of) => {
    if (of.kind === "all") return every;
    const before = known.get(of);
    if (before !== undefined) return before;
    const index = placesOf(of.kind);
    const found = new Set<number>();
    for (const id of of.ids) for (const i of index.get(id) ?? []) found.add(i);
    const sorted = [...found].sort((a, b) => a - b);
    known.set(of, sorted);
    return sorted;
  };
}
