import { controlWrite } from "../platform/verb.ts";
import { moveTenant } from "./move-tenant.ts";
import { TenantRef, TenantSummary } from "./schemas.ts";

/** Opens a suspended shop again. The region is told by the next sweep. */
export const resumeTenant = controlWrite(
  "tenants.resume_tenant",
  {
    access: { operator: true },
    input: TenantRef,
    output: TenantSummary,
    audit: (input) => ({ subject: input.tenantId }),
  },
  (ctx, input) => moveTenant(ctx, input.tenantId, "suspended", "active", null),
);
