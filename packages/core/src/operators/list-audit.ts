import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { operatorAudit } from "./queries/audit.ts";
import { namesOf } from "./queries/operators.ts";
import { ListOperatorAudit, OperatorAuditPage } from "./schemas.ts";

const cursorName = "operators.audit";

/** What operators did, newest first, out of the control plane's hash-chained trail. */
export const listOperatorAudit = read(
  "operators.list_audit",
  { access: { operator: true }, input: ListOperatorAudit, output: OperatorAuditPage },
  async (ctx: PlatformCtx<"control">, { first, after, subject }) => {
    const keys = after === null ? null : decodeCursor(cursorName, ["integer"], after);
    if (keys === undefined) throw new DomainError("invalid", "operators.bad_cursor", { fields: ["after"] });
    const before = keys === null ? null : keys[0];
    const rows = await operatorAudit(ctx.db, { before, subject, limit: first + 1 });
    const names = await namesOf(ctx.db, [...new Set(rows.flatMap((row) => [row.actorId, row.subject]))]);
    // Logging in and setting up are done by nobody yet: whom it was about is the subject.
    const whose = ({ actorKind, actorId, subject: about }: (typeof rows)[number]): string =>
      actorKind === "anonymous" ? about : actorId;
    const named = rows.map((row) => ({ ...row, actorName: names.get(whose(row)) ?? null }));
    return toPage(named, first, (last) => encodeCursor(cursorName, [last.seq]));
  },
);
