import { DomainError } from "../kernel/errors.ts";
import { isCommonPassword } from "../kernel/common-password.ts";
import { limitAttempts } from "../platform/attempts.ts";
import { hashPassword } from "../platform/password-hash.ts";
import { makeSecretWrite } from "../platform/secret-write.ts";
import { vaultOf } from "../platform/vault.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { perAddress, perNetwork, tooMany } from "./limits.ts";
import { sendLink } from "./links.ts";
import { type CustomersErrorCode, Register, Registered } from "./schemas.ts";
import type { VisitorCtx } from "./visitor.ts";

const secretWrite = makeSecretWrite<VisitorCtx, TenantTxCtx>();

/** Throws `invalid` for a password that anybody would try early. */
export function assertGoodPassword(password: string, email: string | null): void {
  if (!isCommonPassword(password, email)) return;
  const fields = [{ path: "password", message: "too_common" }];
  throw new DomainError<CustomersErrorCode>("invalid", "customers.password_too_common", { fields });
}

/**
 * Asks for an account. It comes into being when the link that is mailed is opened: until then nothing of an
 * earlier guest order can be seen, and whoever names somebody else's address changes nothing.
 */
export const register = secretWrite(
  "customers.register",
  {
    access: { shopper: true },
    urgency: "cart",
    input: Register,
    output: Registered,
    audit: "shopper",
    leaves: ["outbox"],
  },
  {
    remember: (input) => ({ ...input, password: null }),
    prepare: async (ctx, { email, password }) => {
      assertGoodPassword(password, email);
      const limits = [...perNetwork(ctx, "register", 60, 3600), ...perAddress("register", email, 10, 3600)];
      await limitAttempts(ctx, limits, tooMany);
      await vaultOf(ctx);
      return hashPassword(password);
    },
    run: async (ctx, { email, name, locale, returnUrl }, passwordHash) => {
      await sendLink(ctx, {
        kind: "verify",
        email,
        details: { locale, returnUrl, account: { name, locale, passwordHash } },
      });
      return { email };
    },
  },
);
