import { DomainError } from "../kernel/errors.ts";
import { controlVault } from "../platform/vault.ts";
import type { CallerCtx } from "./caller.ts";
import { codeUri, newCodeSecret } from "./one-time-code.ts";
import { factorOf, insertFactor } from "./queries/second-factors.ts";
import type { User } from "./queries/users.ts";
import { toBase32 } from "./rules/base32.ts";
import { BegunSecondFactor, BeginSecondFactor } from "./schemas.ts";
import { assertPassword, openFactor, sealFactor } from "./second-factor.ts";
import { secretWrite } from "./secret-write.ts";
import { ownUser } from "./own-user.ts";

/**
 * The secret for an authenticator app. Nothing is asked for yet: the first code proves that the app has it. Asked
 * again before that, the secret is the same, so a page drawn twice does not make the scanned one worthless.
 */
export const beginSecondFactor = secretWrite(
  "staff.begin_second_factor",
  {
    access: { user: true },
    input: BeginSecondFactor,
    output: BegunSecondFactor,
    audit: () => ({ subject: "second_factor" }),
  },
  {
    remember: null,
    prepare: async (ctx: CallerCtx, { password }): Promise<User> => {
      const user = await ownUser(ctx);
      await assertPassword(ctx, user, password);
      await controlVault(ctx);
      return user;
    },
    run: async (ctx, _input, user) => {
      await insertFactor(ctx.db, user.id, await sealFactor(ctx, user.id, newCodeSecret()), ctx.now());
      const factor = await factorOf(ctx.db, user.id);
      if (factor === undefined || factor.confirmedAt !== null)
        throw new DomainError("conflict", "staff.second_factor_on");
      const secret = await openFactor(ctx, user.id, factor.sealedSecret);
      return { secret: toBase32(secret), uri: codeUri(secret, user.email) };
    },
  },
);
