import { firstBrokenAudit } from "../platform/audit.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { OperatorAuditVerdict } from "./schemas.ts";

/** Walks the control plane's hash chain, operators' and merchants' acts together, and says where it breaks, if anywhere. */
export const verifyOperatorAudit = read(
  "operators.verify_audit",
  { access: { operator: true }, input: nothing, output: OperatorAuditVerdict },
  async (ctx: PlatformCtx<"control">) => {
    const brokenAt = await firstBrokenAudit(ctx.db);
    return { intact: brokenAt === null, brokenAt };
  },
);
