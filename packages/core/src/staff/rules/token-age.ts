/**
 * How long a member of staff is known by a token: normally for ten minutes, as short-lived tokens are meant (OAuth 2.0
 * Security BCP, RFC 9700 §2.2.2 and §4.14), and for a day when nobody can be given a new one, for a region works on
 * without the control plane.
 */

/** When the holder of a token is to ask for the next one. */
export const renewSeconds = 600;
/** So long a token holds at most. */
export const longestSeconds = 24 * 3600;
/** Seconds that two machines' clocks may differ. */
export const clockSeconds = 5;
/** The newest token is noted no more often than this. */
export const noteSeconds = 60;

/**
 * Whether a region takes a token that was issued `issuedAt`. One that was due to be renewed is taken only while nobody
 * is seen with a newer one: as long as others get new tokens, whoever comes with an old one was refused one, or has had
 * ten minutes to ask. So a revocation that does not reach the region ends a token all the same.
 */
export function tokenHolds(issuedAt: Date, newestAt: Date | null, now: Date): boolean {
  const age = secondsBetween(issuedAt, now);
  if (age > longestSeconds + clockSeconds) return false;
  if (age <= renewSeconds + clockSeconds || newestAt === null) return true;
  const renewable = secondsBetween(newestAt, now) <= renewSeconds + noteSeconds;
  return !renewable || secondsBetween(issuedAt, newestAt) <= renewSeconds;
}

/** Whether it is worth noting that a token was issued then. */
export function isNews(issuedAt: Date, newestAt: Date | null): boolean {
  return newestAt === null || secondsBetween(newestAt, issuedAt) >= noteSeconds;
}

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;
