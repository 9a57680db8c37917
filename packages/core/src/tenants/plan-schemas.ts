/** Shapes of plans and of what a shop uses of its plan. Browsers load this file: kernel and zod only. */
import { z } from "zod";
import { id, instant } from "../wire.ts";

const most = z.int().min(0).max(1e15).nullable();

/** `null` is no limit. */
export const PlanLimits = z.object({
  requestsPerMinute: most,
  jobs: most,
  products: most,
  storageBytes: most,
  staff: most,
  markets: most,
});
export type PlanLimits = z.output<typeof PlanLimits>;

export const noLimits: PlanLimits = {
  requestsPerMinute: null,
  jobs: null,
  products: null,
  storageBytes: null,
  staff: null,
  markets: null,
};

/** What was agreed with one tenant in place of the plan's own limits. */
export const LimitOverrides = PlanLimits.partial();
export type LimitOverrides = z.output<typeof LimitOverrides>;

export const PlanName = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, "a name such as starter");

export const Plan = z.object({
  name: PlanName,
  /** Whether shops try the platform on it: idle ones may be put to sleep. */
  trial: z.boolean(),
  limits: PlanLimits,
});
export type Plan = z.output<typeof Plan>;

export const Plans = z.object({ items: z.array(Plan) });

/** Why a limit was agreed on. One of a few: free words could name a person. */
export const LimitReason = z.enum(["contract", "trial", "goodwill", "protection", "other"]);
export type LimitReason = z.output<typeof LimitReason>;

export const SetTenantPlan = z.object({
  tenantId: id("ten"),
  plan: PlanName,
  /** Left out, what was agreed before stays; `{}` goes back to the plan's own limits. */
  overrides: LimitOverrides.optional(),
  /** Of those overrides that differ from before. */
  reason: LimitReason.default("other"),
});
export type SetTenantPlan = z.output<typeof SetTenantPlan>;

export const LimitName = z.enum(["requestsPerMinute", "jobs", "products", "storageBytes", "staff", "markets"]);
export type LimitName = z.output<typeof LimitName>;

/** Why and since when single limits hold in place of the plan's. */
export const LimitReasons = z.partialRecord(LimitName, z.object({ reason: LimitReason, since: instant }));
export type LimitReasons = z.output<typeof LimitReasons>;

/** What is agreed with one tenant for one limit: an amount, null for none at all, or nothing, and the plan holds. */
export const SetTenantLimit = z.object({
  tenantId: id("ten"),
  limit: LimitName,
  agreed: z.object({ most }).nullable(),
  reason: LimitReason.default("other"),
});
export type SetTenantLimit = z.output<typeof SetTenantLimit>;

export const TenantPlan = z.object({
  tenantId: id("ten"),
  plan: PlanName,
  overrides: LimitOverrides,
  /** What holds: the plan's limits with the overrides in their place. */
  limits: PlanLimits,
});
export type TenantPlan = z.output<typeof TenantPlan>;

/** What a shop has of its plan now. Requests are counted by the minute and not kept. */
export const Usage = z.object({
  plan: PlanName,
  limits: PlanLimits,
  used: z.object({
    products: z.int(),
    storageBytes: z.int(),
    markets: z.int(),
    /** Jobs under way at this moment, and those that wait. */
    jobs: z.int(),
    jobsWaiting: z.int(),
  }),
});
export type Usage = z.output<typeof Usage>;

export const UsageOf = z.object({ tenantId: id("ten") });

/** A tenant's plan and use, as the operator sees it: the region's figures, and the control plane's own. */
export const TenantUsage = TenantPlan.extend({
  /** The plan's own limits, without what was agreed. */
  planLimits: PlanLimits,
  /** Of what was agreed; one that was agreed on before reasons were kept has none. */
  reasons: LimitReasons,
  /** Null while the region cannot be reached. */
  used: Usage.shape.used.nullable(),
  /** Members and open invitations. */
  staff: z.int(),
});
export type TenantUsage = z.output<typeof TenantUsage>;

export const Seats = z.object({
  /** Members and open invitations. */
  used: z.int(),
  limit: most,
});

/** Without the fields that are there and undefined. */
export function given(overrides: LimitOverrides): Partial<PlanLimits> {
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
}
