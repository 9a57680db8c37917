import { DomainError } from "../kernel/errors.ts";
import { hashSecret } from "../platform/secrets.ts";
import {
  byNetwork,
  type CallerCtx,
  hashNewPassword,
  type Limit,
  limitAttempts,
  matchingStep,
  plainCode,
} from "../staff/index.ts";
import { openOneTimeSecret } from "./one-time-secret.ts";
import { finishSetUp, operatorBySetUp, type OperatorRow } from "./queries/operators.ts";
import { SetUp, SetUpDone } from "./schemas.ts";
import { secretWrite } from "./secret-write.ts";

/** Each try costs a slow hash. */
const limits: readonly Limit[] = [{ name: "operators/set_up", most: 30, seconds: 3600, by: byNetwork }];

interface Ready {
  readonly operator: OperatorRow;
  readonly step: number;
  readonly passwordHash: string;
}

const usedUp = (): DomainError => new DomainError("precondition", "operators.link_used_up");

/** Chooses a password and proves the authenticator app by its first code. The link works once. */
export const setUp = secretWrite(
  "operators.set_up",
  {
    access: { anyone: true },
    input: SetUp,
    output: SetUpDone,
    audit: (_input, output) => ({ subject: output.operatorId }),
  },
  {
    remember: ({ token }) => ({ token }),
    prepare: async (ctx: CallerCtx, { token, password, code }): Promise<Ready> => {
      await limitAttempts(ctx, limits, "");
      const operator = await operatorBySetUp(ctx.db, hashSecret(token), ctx.now());
      if (operator === undefined) throw usedUp();
      const secret = await openOneTimeSecret(ctx, operator.id, operator.sealedSecret);
      const step = matchingStep(secret, plainCode(code), ctx.now());
      if (step === undefined) throw new DomainError("invalid", "operators.wrong_code", { fields: ["code"] });
      return { operator, step, passwordHash: await hashNewPassword(password, operator.email) };
    },
    run: async (ctx, { token }, { operator, ...chosen }) => {
      if (!(await finishSetUp(ctx.db, hashSecret(token), chosen, ctx.now()))) throw usedUp();
      return { operatorId: operator.id, email: operator.email };
    },
  },
);
