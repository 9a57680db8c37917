import type { ControlOutputs } from "../../lib/api.ts";

export type Usage = ControlOutputs["tenants"]["usage"];
export type Limit = keyof Usage["limits"];

/** In the order in which they are read. */
export const limits = ["products", "storageBytes", "staff", "markets", "requestsPerMinute", "jobs"] as const;

/** One limit of a tenant. Null is no limit; `used` is null where nobody counts it, or the region is away. */
export interface LimitRow {
  readonly name: Limit;
  readonly plan: number | null;
  readonly most: number | null;
  readonly used: number | null;
  /** Whether it was agreed with the shop in place of the plan's. */
  readonly isAgreed: boolean;
  /** Why and since when, where that is known. */
  readonly agreed: NonNullable<Usage["reasons"][Limit]> | null;
}

export function limitRow(name: Limit, { planLimits, limits: most, overrides, reasons, used, staff }: Usage): LimitRow {
  const counted: Readonly<Partial<Record<Limit, number>>> = used ?? {};
  return {
    name,
    plan: planLimits[name],
    most: most[name],
    used: name === "staff" ? staff : (counted[name] ?? null),
    isAgreed: overrides[name] !== undefined,
    agreed: reasons[name] ?? null,
  };
}
