/** Shapes of what a shop uses of its plan. Browsers load this file: kernel and zod only. */
export { Seats, TenantUsage, Usage, UsageOf } from "../tenants/plan-schemas.ts";
