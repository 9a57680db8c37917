import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { allOperators } from "./queries/operators.ts";
import { Operators } from "./schemas.ts";

/** Who is an operator, who was, and who is invited. */
export const listOperators = read(
  "operators.list",
  { access: { service: true }, input: nothing, output: Operators },
  async (ctx: PlatformCtx<"control">) => ({
    items: (await allOperators(ctx.db)).map(({ id, email, name, passwordHash, createdAt, revokedAt }) => ({
      id,
      email,
      name,
      state:
        revokedAt !== null ? ("revoked" as const) : passwordHash === null ? ("invited" as const) : ("active" as const),
      createdAt: createdAt.toISOString(),
    })),
  }),
);
