import { regionWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { applyStatus } from "./queries/region-directory.ts";
import { SetTenantStatus } from "./schemas.ts";

/** Tells a region what the control plane decided about a tenant. Late and repeated calls change nothing. */
export const setTenantStatus = regionWrite(
  "tenants.set_status",
  {
    access: { service: true },
    input: SetTenantStatus,
    output: nothing,
    audit: (input) => ({ subject: input.tenantId, details: { status: input.status, version: input.version } }),
  },
  async (ctx, input) => {
    await applyStatus(ctx.db, input);
    return {};
  },
);
