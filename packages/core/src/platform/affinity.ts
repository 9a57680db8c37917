/** Spreads a text over 32 bits: FNV-1a (Fowler, Noll, Vo), ended by the mixing step of MurmurHash3 (public domain). */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The places of a pool that a tenant prefers, the best first: rendezvous hashing (Thaler and Ravishankar, 1998), so
 * that tenants are spread evenly, each finds the same places every time, and a larger pool moves few of them.
 */
export function preferredPlaces(schema: string, places: number, count: number): readonly number[] {
  return Array.from({ length: places }, (_, place) => ({ place, weight: hash32(`${place}:${schema}`) }))
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place)
    .slice(0, count)
    .map(({ place }) => place);
}
