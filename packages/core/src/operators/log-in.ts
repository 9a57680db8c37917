import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { verifyPassword } from "../platform/password-hash.ts";
import { hashSecret, newSecret } from "../platform/secrets.ts";
import {
  byBoth,
  byEmail,
  byNetwork,
  type CallerCtx,
  forgiveAttempts,
  type Limit,
  limitAttempts,
  matchingStep,
  plainCode,
} from "../staff/index.ts";
import { openOneTimeSecret } from "./one-time-secret.ts";
import { operatorByEmail, type OperatorRow, useOperatorStep } from "./queries/operators.ts";
import { insertOperatorSession } from "./queries/sessions.ts";
import { OperatorLoggedIn, OperatorLogIn } from "./schemas.ts";
import { secretWrite } from "./secret-write.ts";
import { operatorSessionSeconds } from "./session-actor.ts";

const pair: Limit = { name: "operators/pair", most: 5, seconds: 900, by: byBoth };
const limits: readonly Limit[] = [
  pair,
  { name: "operators/network", most: 60, seconds: 900, by: byNetwork },
  { name: "operators/email", most: 50, seconds: 3600, by: byEmail },
];

interface Entering {
  readonly operator: OperatorRow;
  readonly step: number;
}

const refused = (): DomainError => new DomainError("invalid", "operators.wrong_credentials");

/** Opens an operator's session. Address, password and code are right together, or the answer says only that they are not. */
export const logInOperator = secretWrite(
  "operators.log_in",
  {
    access: { anyone: true },
    input: OperatorLogIn,
    output: OperatorLoggedIn,
    audit: (_input, output) => ({ subject: output.operatorId }),
  },
  {
    remember: null,
    prepare: async (ctx: CallerCtx, { email, password, code }): Promise<Entering> => {
      await limitAttempts(ctx, limits, email);
      const operator = await operatorByEmail(ctx.db, email);
      const right = await verifyPassword(password, operator?.passwordHash ?? null);
      if (operator === undefined || !right) throw refused();
      const secret = await openOneTimeSecret(ctx, operator.id, operator.sealedSecret);
      const step = matchingStep(secret, plainCode(code), ctx.now());
      if (step === undefined) throw refused();
      await forgiveAttempts(ctx, [pair], email);
      return { operator, step };
    },
    run: async (ctx, _input, { operator, step }) => {
      if (!(await useOperatorStep(ctx.db, operator.id, step))) throw refused();
      const sessionToken = newSecret();
      const expiresAt = addSeconds(ctx.now(), operatorSessionSeconds);
      const session = { hash: hashSecret(sessionToken), operatorId: operator.id, expiresAt };
      await insertOperatorSession(ctx.db, session, ctx.now());
      return { operatorId: operator.id, sessionToken, expiresAt: expiresAt.toISOString() };
    },
  },
);
