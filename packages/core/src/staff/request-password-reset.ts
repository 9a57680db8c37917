import { nothing } from "../wire.ts";
import { byEmail, byNetwork, type Limit, limitAttempts } from "./limit-attempts.ts";
import { queueMail } from "./queries/mails.ts";
import { RequestPasswordReset } from "./schemas.ts";
import { secretWrite } from "./secret-write.ts";

const limits: readonly Limit[] = [
  { name: "reset/network", most: 30, seconds: 3600, by: byNetwork },
  { name: "reset/email", most: 5, seconds: 3600, by: byEmail },
];

/**
 * Asks for a link to choose a new password. Whether the address has an account is looked up when the mail is
 * sent, so that neither the answer nor its time can tell.
 */
export const requestPasswordReset = secretWrite(
  "staff.request_password_reset",
  { access: { anyone: true }, input: RequestPasswordReset, output: nothing, audit: () => ({ subject: "password" }) },
  {
    remember: (input) => input,
    prepare: (ctx, input) => limitAttempts(ctx, limits, input.email),
    run: async (ctx, input) => {
      await queueMail(ctx.db, { kind: "reset_password", email: input.email, language: ctx.language }, ctx.now());
      return {};
    },
  },
);
