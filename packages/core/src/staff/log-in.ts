import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { hashSecret, newSecret } from "../platform/secrets.ts";
import { controlVault } from "../platform/vault.ts";
import type { CallerCtx } from "./caller.ts";
import { byBoth, byEmail, byNetwork, forgiveAttempts, type Limit, limitAttempts } from "./limit-attempts.ts";
import { verifyPassword } from "../platform/password-hash.ts";
import { queueMail } from "./queries/mails.ts";
import { factorOf } from "./queries/second-factors.ts";
import { insertSession } from "./queries/sessions.ts";
import { type User, userByEmail } from "./queries/users.ts";
import { LoggedIn, LogIn } from "./schemas.ts";
import { codeLimit, useCode } from "./second-factor.ts";
import { secretWrite } from "./secret-write.ts";
import { sessionSeconds } from "./session-actor.ts";

const pair: Limit = { name: "log_in/pair", most: 10, seconds: 900, by: byBoth };
const limits: readonly Limit[] = [
  pair,
  { name: "log_in/network", most: 200, seconds: 900, by: byNetwork },
  // High, so that nobody can lock somebody else out with little effort.
  { name: "log_in/email", most: 100, seconds: 3600, by: byEmail },
];
const resends: readonly Limit[] = [{ name: "log_in/resend", most: 3, seconds: 3600, by: byEmail }];

interface Entering {
  readonly user: User;
  /** The typed code, where the person has a second factor. */
  readonly code: string | null;
}

/** Opens a session. An unknown address and a wrong password are one answer, after the same work. */
export const logIn = secretWrite(
  "staff.log_in",
  { access: { anyone: true }, input: LogIn, output: LoggedIn, audit: () => ({ subject: "session" }) },
  {
    remember: null,
    prepare: async (ctx, { email, password, code }): Promise<Entering> => {
      await limitAttempts(ctx, limits, email);
      const user = await userByEmail(ctx.db, email);
      const right = await verifyPassword(password, user?.passwordHash ?? null);
      if (user === undefined || !right) throw new DomainError("invalid", "staff.wrong_credentials");
      await forgiveAttempts(ctx, [pair], email);
      if (user.emailVerifiedAt === null) await refuseUnproven(ctx, user);
      const factor = await factorOf(ctx.db, user.id);
      if (factor === undefined || factor.confirmedAt === null) return { user, code: null };
      if (code === null) throw new DomainError("precondition", "staff.code_wanted");
      await limitAttempts(ctx, [codeLimit], email);
      await controlVault(ctx);
      return { user, code };
    },
    run: async (ctx, _input, { user, code }) => {
      if (code !== null) await useCode(ctx, user.id, code);
      const sessionToken = newSecret();
      const expiresAt = addSeconds(ctx.now(), sessionSeconds);
      await insertSession(ctx.db, { hash: hashSecret(sessionToken), userId: user.id, expiresAt }, ctx.now());
      return { sessionToken, expiresAt: expiresAt.toISOString() };
    },
  },
);

/** Whoever knows the password may learn that the address still waits for its proof, and gets another link. */
async function refuseUnproven(ctx: CallerCtx, user: User): Promise<never> {
  await limitAttempts(ctx, resends, user.email);
  await queueMail(ctx.db, { kind: "verify_email", email: user.email, language: user.language }, ctx.now());
  throw new DomainError("precondition", "staff.email_not_verified");
}
