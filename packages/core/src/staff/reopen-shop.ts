import { DomainError } from "../kernel/errors.ts";
import { controlWrite } from "../platform/verb.ts";
import { openAgain } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { TenantRef } from "./closing-schemas.ts";
import { memberOf } from "./manager-of.ts";

/** Opens a closed shop again within its grace. The region is told by the next sweep. */
export const reopenShop = controlWrite(
  "tenants.reopen",
  {
    access: { user: true },
    input: TenantRef,
    output: nothing,
    audit: ({ tenantId }) => ({ subject: tenantId }),
  },
  async (ctx, { tenantId }) => {
    const { role } = await memberOf(ctx, tenantId);
    if (role !== "owner") throw new DomainError("forbidden", "auth.not_allowed", { action: "tenants.reopen" });
    if (!(await openAgain(ctx.db, tenantId, ctx.now()))) throw new DomainError("precondition", "staff.not_closed");
    return {};
  },
);
