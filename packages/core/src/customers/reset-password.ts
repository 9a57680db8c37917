import { DomainError } from "../kernel/errors.ts";
import { limitAttempts } from "../platform/attempts.ts";
import { hashPassword } from "../platform/password-hash.ts";
import { makeSecretWrite } from "../platform/secret-write.ts";
import { hashSecret } from "../platform/secrets.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { perNetwork, tooMany } from "./limits.ts";
import { accountByEmail, deleteLinksOf, deleteSessionsOf, setPassword, takeLink } from "./queries/secrets.ts";
import { assertGoodPassword } from "./register.ts";
import { type CustomersErrorCode, ResetPassword } from "./schemas.ts";
import type { VisitorCtx } from "./visitor.ts";

const secretWrite = makeSecretWrite<VisitorCtx, TenantTxCtx>();

/** Chooses a new password by the link that was mailed, which works once. Every session ends. */
export const resetPassword = secretWrite(
  "customers.reset_password",
  { access: { shopper: true }, input: ResetPassword, output: nothing, audit: () => ({ subject: "password" }) },
  {
    remember: ({ token }) => ({ token }),
    // Each try costs a slow hash.
    prepare: async (ctx, { password }) => {
      assertGoodPassword(password, null);
      await limitAttempts(ctx, perNetwork(ctx, "reset_try", 60, 3600), tooMany);
      return hashPassword(password);
    },
    run: async (ctx, { token }, passwordHash) => {
      const now = ctx.now();
      const link = await takeLink(ctx.db, "reset", hashSecret(token), now);
      const account = link && (await accountByEmail(ctx.db, link.email));
      if (account === undefined || !(await setPassword(ctx.db, account.id, passwordHash, now)))
        throw new DomainError<CustomersErrorCode>("precondition", "customers.link_used_up");
      await deleteLinksOf(ctx.db, account.email);
      await deleteSessionsOf(ctx.db, account.id);
      return {};
    },
  },
);
