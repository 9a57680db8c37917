/** What a tenant's plan allows. `null` is no limit; an amount at its limit refuses only what is new. */
export interface Limits {
  /** Requests in a minute, whoever sends them. */
  readonly requestsPerMinute: number | null;
  /** Jobs under way at a time. */
  readonly jobs: number | null;
  /** Products that are not archived. */
  readonly products: number | null;
  /** Bytes of pictures. */
  readonly storageBytes: number | null;
  /** Members of staff, open invitations counted. */
  readonly staff: number | null;
  /** Markets. */
  readonly markets: number | null;
}

export type LimitName = keyof Limits;

/** In the order in which a merchant reads them. */
export const limitNames = [
  "products",
  "storageBytes",
  "markets",
  "staff",
  "requestsPerMinute",
  "jobs",
] as const satisfies readonly LimitName[];

export const unlimited: Limits = {
  requestsPerMinute: null,
  jobs: null,
  products: null,
  storageBytes: null,
  staff: null,
  markets: null,
};

/** A plan's limits with what was agreed with one tenant in their place. */
export function effectiveLimits(plan: Partial<Limits>, overrides: Partial<Limits>): Limits {
  return { ...unlimited, ...plan, ...overrides };
}

/** How many more fit; null for any number. A lowered plan may be overfull, and then none does. */
export function roomLeft(limit: number | null, used: number): number | null {
  return limit === null ? null : Math.max(0, limit - used);
}
