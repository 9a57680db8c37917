import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import { forgiveAttempts, limitAttempts } from "../platform/attempts.ts";
import { verifyPassword } from "../platform/password-hash.ts";
import { makeSecretWrite } from "../platform/secret-write.ts";
import { hashSecret, newSecret } from "../platform/secrets.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { accountOf } from "./account-view.ts";
import { perAddress, perNetwork, perPair, tooMany } from "./limits.ts";
import { customerById } from "./queries/customers.ts";
import { accountByEmail, dropExpired, insertSession, newestPending } from "./queries/secrets.ts";
import { type CustomersErrorCode, LoggedIn, LogIn } from "./schemas.ts";
import { sessionSeconds } from "./session.ts";
import type { VisitorCtx } from "./visitor.ts";

const secretWrite = makeSecretWrite<VisitorCtx, TenantTxCtx>();

/** Opens a session. An unknown address and a wrong password are one answer, after the same work. */
export const logIn = secretWrite(
  "customers.log_in",
  { access: { shopper: true }, urgency: "cart", input: LogIn, output: LoggedIn, audit: "shopper" },
  {
    remember: null,
    prepare: async (ctx, { email, password }): Promise<Id<"cus">> => {
      const pair = perPair(ctx, "log_in", email, 10, 900);
      const others = [...perNetwork(ctx, "log_in", 200, 900), ...perAddress("log_in", email, 100, 3600)];
      await limitAttempts(ctx, [...pair, ...others], tooMany);
      const account = await accountByEmail(ctx.db, email);
      const pending = await newestPending(ctx.db, email, ctx.now());
      const isOpen = account !== undefined && account.passwordHash !== null;
      const right = await verifyPassword(password, account?.passwordHash ?? pending?.passwordHash ?? null);
      if (!right) throw wrong();
      await forgiveAttempts(ctx, pair);
      // Whoever knows the password may learn that the address still waits for its proof.
      if (!isOpen) throw new DomainError<CustomersErrorCode>("precondition", "customers.email_not_verified");
      return account.id;
    },
    run: async (ctx, _input, customerId) => {
      const customer = await customerById(ctx.db, customerId);
      const account = customer && accountOf(customer);
      if (account === undefined) throw wrong();
      const token = newSecret();
      const expiresAt = addSeconds(ctx.now(), sessionSeconds);
      await dropExpired(ctx.db, ctx.now());
      await insertSession(ctx.db, { hash: hashSecret(token), customerId, expiresAt }, ctx.now());
      return { token, expiresAt: expiresAt.toISOString(), customer: account };
    },
  },
);

const wrong = (): DomainError<CustomersErrorCode> => new DomainError("invalid", "customers.wrong_credentials");
