import { DomainError } from "../kernel/errors.ts";
import { nothing } from "../wire.ts";
import { byNetwork, type Limit, limitAttempts } from "./limit-attempts.ts";
import { linkHash } from "./link-hash.ts";
import { hashNewPassword } from "./new-password.ts";
import { deleteSessionsOf } from "./queries/sessions.ts";
import { deleteTokensOf, takeUserToken } from "./queries/tokens.ts";
import { markEmailVerified, setPassword } from "./queries/users.ts";
import { revokeTokensOf } from "./revoke-tokens-of.ts";
import { ResetPassword } from "./schemas.ts";
import { secretWrite } from "./secret-write.ts";

/** Each try costs a slow hash. */
const limits: readonly Limit[] = [{ name: "reset/try", most: 60, seconds: 3600, by: byNetwork }];

/**
 * Chooses a new password by the link that was mailed, which works once. Every session ends, and the address
 * counts as proven: whoever signed up with somebody else's address loses it here.
 */
export const resetPassword = secretWrite(
  "staff.reset_password",
  { access: { anyone: true }, input: ResetPassword, output: nothing, audit: () => ({ subject: "password" }) },
  {
    remember: ({ token }) => ({ token }),
    prepare: async (ctx, input) => {
      await limitAttempts(ctx, limits, "");
      return hashNewPassword(input.password, null);
    },
    run: async (ctx, input, passwordHash) => {
      const userId = await takeUserToken(ctx.db, "reset_password", linkHash(input.token), ctx.now());
      if (userId === undefined) throw new DomainError("precondition", "staff.link_used_up");
      await setPassword(ctx.db, userId, passwordHash);
      await markEmailVerified(ctx.db, userId, ctx.now());
      await deleteTokensOf(ctx.db, userId, "reset_password");
      await deleteTokensOf(ctx.db, userId, "verify_email");
      await deleteSessionsOf(ctx.db, userId);
      await revokeTokensOf(ctx, userId, null);
      return {};
    },
  },
);
