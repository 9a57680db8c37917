import { DomainError } from "../kernel/errors.ts";
import { hashSecret } from "../platform/secrets.ts";
import { read } from "../platform/verb.ts";
import { byNetwork, type CallerCtx, codeUri, type Limit, limitAttempts, toBase32 } from "../staff/index.ts";
import { openOneTimeSecret } from "./one-time-secret.ts";
import { operatorBySetUp } from "./queries/operators.ts";
import { BeginSetUp, BegunSetUp } from "./schemas.ts";

const limits: readonly Limit[] = [{ name: "operators/begin", most: 60, seconds: 3600, by: byNetwork }];

/** Whose link it is, and the secret for an authenticator app: the same however often the page is drawn. */
export const beginSetUp = read(
  "operators.begin_set_up",
  { access: { anyone: true }, input: BeginSetUp, output: BegunSetUp },
  async (ctx: CallerCtx, { token }) => {
    await limitAttempts(ctx, limits, "");
    const operator = await operatorBySetUp(ctx.db, hashSecret(token), ctx.now());
    if (operator === undefined) throw new DomainError("precondition", "operators.link_used_up");
    const secret = await openOneTimeSecret(ctx, operator.id, operator.sealedSecret);
    return {
      email: operator.email,
      name: operator.name,
      secret: toBase32(secret),
      uri: codeUri(secret, operator.email),
    };
  },
);
