/**
 * Cohorts of a staged roll-out. A tenant's place on a scale from 0 to 100 % is the FNV-1a hash (32 bit,
 * draft-eastlake-fnv) of its id, mixed once more: the same in every run, and a larger cohort holds every smaller one.
 */
const places = 10_000;

function placeOf(key: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  // The last bytes of ids alone hardly reach the upper bits: the finaliser of MurmurHash3 spreads them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % places;
}

/** Whether what has this key belongs to the first `percent` % (0 to 100, in hundredths). */
export function inCohort(key: string, percent: number): boolean {
  return placeOf(key) < percent * (places / 100);
}
