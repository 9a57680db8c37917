import { DomainError } from "../kernel/errors.ts";
import { nothing } from "../wire.ts";
import type { CallerCtx } from "./caller.ts";
import { ownUser } from "./own-user.ts";
import { deleteFactor } from "./queries/second-factors.ts";
import { GivenPassword } from "./schemas.ts";
import { revokeTokensOf } from "./revoke-tokens-of.ts";
import { assertPassword } from "./second-factor.ts";
import { secretWrite } from "./secret-write.ts";

/** Turns the second factor off, or gives up one that was only begun. Shops that want one then stay closed. */
export const disableSecondFactor = secretWrite(
  "staff.disable_second_factor",
  {
    access: { user: true },
    input: GivenPassword,
    output: nothing,
    audit: () => ({ subject: "second_factor", details: { on: false } }),
  },
  {
    remember: null,
    prepare: async (ctx: CallerCtx, { password }): Promise<string> => {
      const user = await ownUser(ctx);
      await assertPassword(ctx, user, password);
      return user.id;
    },
    run: async (ctx, _input, userId) => {
      if (!(await deleteFactor(ctx.db, userId))) throw new DomainError("precondition", "staff.no_second_factor");
      // Shops that want one are told to let this person in no longer.
      await revokeTokensOf(ctx, userId, null);
      return {};
    },
  },
);
