import { DomainError } from "../kernel/errors.ts";
import { hashSecret } from "../platform/secrets.ts";
import type { CallerCtx } from "./caller.ts";
import { forgiveAttempts, limitAttempts } from "./limit-attempts.ts";
import { matchingStep, plainCode } from "./one-time-code.ts";
import { ownUser } from "./own-user.ts";
import { confirmFactor, factorOf } from "./queries/second-factors.ts";
import { deleteOtherSessions } from "./queries/sessions.ts";
import { ConfirmSecondFactor, RecoveryCodes } from "./schemas.ts";
import { codeLimit, issueRecoveryCodes, openFactor, wrongCode } from "./second-factor.ts";
import { secretWrite } from "./secret-write.ts";

interface Confirming {
  readonly userId: string;
  readonly step: number;
  readonly session: string | null;
}

/**
 * Turns the second factor on with the app's first code. Every other session ends: it was opened with the password
 * alone. The recovery codes are answered this once.
 */
export const confirmSecondFactor = secretWrite(
  "staff.confirm_second_factor",
  {
    access: { user: true },
    input: ConfirmSecondFactor,
    output: RecoveryCodes,
    audit: () => ({ subject: "second_factor", details: { on: true } }),
  },
  {
    remember: null,
    prepare: async (ctx: CallerCtx, { code }): Promise<Confirming> => {
      const { id, email } = await ownUser(ctx);
      await limitAttempts(ctx, [codeLimit], email);
      const factor = await factorOf(ctx.db, id);
      if (factor === undefined) throw new DomainError("precondition", "staff.no_second_factor");
      if (factor.confirmedAt !== null) throw new DomainError("conflict", "staff.second_factor_on");
      const step = matchingStep(await openFactor(ctx, id, factor.sealedSecret), plainCode(code), ctx.now());
      if (step === undefined) throw wrongCode();
      await forgiveAttempts(ctx, [codeLimit], email);
      return { userId: id, step, session: ctx.sessionToken === null ? null : hashSecret(ctx.sessionToken) };
    },
    run: async (ctx, _input, { userId, step, session }) => {
      if (!(await confirmFactor(ctx.db, userId, step, ctx.now())))
        throw new DomainError("conflict", "staff.second_factor_on");
      if (session !== null) await deleteOtherSessions(ctx.db, userId, session);
      return { recoveryCodes: await issueRecoveryCodes(ctx, userId) };
    },
  },
);
