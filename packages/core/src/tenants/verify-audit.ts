import { firstBrokenAudit } from "../platform/audit.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { AuditVerdict } from "./schemas.ts";

/** Walks the audit trail's hash chain and says where it breaks, if anywhere. */
export const verifyAudit = read(
  "tenants.verify_audit",
  { access: { staff: "audit.read" }, urgency: "extra", input: nothing, output: AuditVerdict },
  async (ctx: TenantCtx) => {
    const brokenAt = await firstBrokenAudit(ctx.db);
    return { intact: brokenAt === null, brokenAt };
  },
);
