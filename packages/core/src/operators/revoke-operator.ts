import { notFound } from "../kernel/errors.ts";
import { controlWrite } from "../platform/verb.ts";
import { markRevoked } from "./queries/operators.ts";
import { deleteOperatorSessions } from "./queries/sessions.ts";
import { OperatorRevoked, RevokeOperator } from "./schemas.ts";

/** Ends somebody's work as an operator at once, open sessions included. What the operator did stays in the log. */
export const revokeOperator = controlWrite(
  "operators.revoke",
  {
    access: { service: true },
    input: RevokeOperator,
    output: OperatorRevoked,
    audit: (_input, output) => ({ subject: output.operatorId }),
  },
  async (ctx, { email }) => {
    const operatorId = await markRevoked(ctx.db, email, ctx.now());
    if (operatorId === undefined) throw notFound("operator");
    await deleteOperatorSessions(ctx.db, operatorId);
    return { operatorId };
  },
);
