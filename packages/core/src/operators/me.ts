import { DomainError } from "../kernel/errors.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { operatorById } from "./queries/operators.ts";
import { OperatorMe } from "./schemas.ts";

/** Which operator is logged in. */
export const operatorMe = read(
  "operators.me",
  { access: { operator: true }, input: nothing, output: OperatorMe },
  async (ctx: PlatformCtx<"control">) => {
    const operator = "operatorId" in ctx.actor ? await operatorById(ctx.db, ctx.actor.operatorId) : undefined;
    if (operator === undefined) throw new DomainError("forbidden", "auth.required");
    const { id, email, name, language } = operator;
    return { id, email, name, language };
  },
);
