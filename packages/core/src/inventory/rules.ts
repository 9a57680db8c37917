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

/** What an owner has at one place: pieces that wait there, and those that have left it. */
export interface OwnedPieces extends HeldPieces {
  readonly shipped: number;
}

export type Restock =
  | { readonly kind: "restock"; readonly back: readonly OwnedPieces[] }
  | { readonly kind: "too_many"; readonly variantId: string; readonly held: number };

/**
 * Which reservations the returned pieces come off: those that still wait before those that were shipped, and the
 * last location first, as the first was emptied first.
 */
export function planRestock(owned: readonly OwnedPieces[], returned: readonly WantedPieces[]): Restock {
  const back: OwnedPieces[] = [];
  for (const { variantId, quantity } of addUp(returned)) {
    const places = owned.filter((place) => place.variantId === variantId).toReversed();
    const waiting = take(places, quantity, (place) => place.quantity);
    const shipped = take(places, waiting.open, (place) => place.shipped);
    if (shipped.open > 0) return { kind: "too_many", variantId, held: quantity - shipped.open };
    for (const [i, place] of places.entries()) {
      const pieces = { quantity: waiting.taken[i] ?? 0, shipped: shipped.taken[i] ?? 0 };
      if (pieces.quantity + pieces.shipped > 0) back.push({ ...place, ...pieces });
    }
  }
  return { kind: "restock", back };
}

export type ShippingPlan =
  | { readonly kind: "take"; readonly taken: readonly HeldPieces[] }
  | { readonly kind: "too_many"; readonly variantId: string; readonly held: number };

/** From which places the pieces of a parcel are taken: the first location first. */
export function planShipping(held: readonly HeldPieces[], wanted: readonly WantedPieces[]): ShippingPlan {
  const taken: HeldPieces[] = [];
  for (const { variantId, quantity } of addUp(wanted)) {
    const places = held.filter((place) => place.variantId === variantId);
    const found = take(places, quantity, (place) => place.quantity);
    if (found.open > 0) return { kind: "too_many", variantId, held: quantity - found.open };
    for (const [i, place] of places.entries()) {
      const pieces = found.taken[i] ?? 0;
      if (pieces > 0) taken.push({ ...place, quantity: pieces });
    }
  }
  return { kind: "take", taken };
}

/** How many are taken from each place in turn, and how many are left to take. */
function take<T>(
  places: readonly T[],
  wanted: number,
  of: (place: T) => number,
): { readonly taken: number[]; readonly open: number } {
  let open = wanted;
  const taken = places.map((place) => {
    const pieces = Math.min(open, of(place));
    open -= pieces;
    return pieces;
  });
  return { taken, open };
}
