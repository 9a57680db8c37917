/**
 * Stock: `available = on hand − reserved`. A sale reserves, payment commits the reservation, shipping takes
 * it off the shelf; what comes back before shipping is free to sell again.
 */

export interface WantedPieces {
  readonly variantId: string;
  readonly quantity: number;
}

/** One demand per variant, sorted by id: two lines of one variant must not each see the last piece. */
export function addUp(demands: readonly WantedPieces[]): WantedPieces[] {
  const totals = new Map<string, number>();
  for (const { variantId, quantity } of demands) totals.set(variantId, (totals.get(variantId) ?? 0) + quantity);
  return [...totals]
    .map(([variantId, quantity]) => ({ variantId, quantity }))
    .toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

export interface HeldPieces extends WantedPieces {
  readonly locationId: string;
}

export type Restock =
  | { readonly kind: "restock"; readonly back: readonly HeldPieces[] }
  | { readonly kind: "too_many"; readonly variantId: string; readonly held: number };

/** Which reservations the returned pieces come off: the last location first, as the first was emptied first. */
export function planRestock(held: readonly HeldPieces[], returned: readonly WantedPieces[]): Restock {
  const back: HeldPieces[] = [];
  for (const { variantId, quantity } of addUp(returned)) {
    let open = quantity;
    const places = held.filter((place) => place.variantId === variantId);
    for (const place of places.toReversed()) {
      const taken = Math.min(open, place.quantity);
      if (taken > 0) back.push({ ...place, quantity: taken });
      open -= taken;
    }
    if (open > 0) return { kind: "too_many", variantId, held: quantity - open };
  }
  return { kind: "restock", back };
}
