import { controlWrite } from "../platform/verb.ts";
import { moveTenant } from "./move-tenant.ts";
import { SuspendTenant, TenantSummary } from "./schemas.ts";

/** Closes a shop to its visitors and its staff; its data stays. The region is told by the next sweep. */
export const suspendTenant = controlWrite(
  "tenants.suspend_tenant",
  {
    access: { operator: true },
    input: SuspendTenant,
    output: TenantSummary,
    audit: (input) => ({ subject: input.tenantId, details: { reason: input.reason } }),
  },
  (ctx, input) => moveTenant(ctx, input.tenantId, "active", "suspended", input.reason),
);
