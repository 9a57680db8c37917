import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { auditBefore } from "./queries/audit.ts";
import { AuditPage, ListAudit } from "./schemas.ts";

const cursorName = "tenants.audit";

/** The shop's audit trail, newest first. */
export const listAudit = read(
  "tenants.list_audit",
  { access: { staff: "audit.read" }, input: ListAudit, output: AuditPage },
  async (ctx: TenantCtx, { first, after, from, until, ...filter }) => {
    const keys = after === null ? null : decodeCursor(cursorName, ["integer"], after);
    if (keys === undefined) throw new DomainError("invalid", "tenants.bad_cursor", { fields: ["after"] });
    const rows = await auditBefore(ctx.db, {
      ...filter,
      from: from === null ? null : new Date(from),
      until: until === null ? null : new Date(until),
      before: keys === null ? null : keys[0],
      limit: first + 1,
    });
    return toPage(rows, first, (last) => encodeCursor(cursorName, [last.seq]));
  },
);
