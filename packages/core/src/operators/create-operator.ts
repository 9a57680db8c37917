import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import { newId } from "../platform/new-id.ts";
import { hashSecret, newSecret } from "../platform/secrets.ts";
import { controlVault } from "../platform/vault.ts";
import { controlWrite } from "../platform/verb.ts";
import { newCodeSecret } from "../staff/index.ts";
import { sealOneTimeSecret } from "./one-time-secret.ts";
import { lockOperatorId, upsertOperator } from "./queries/operators.ts";
import { deleteOperatorSessions } from "./queries/sessions.ts";
import { CreateOperator, OperatorCreated } from "./schemas.ts";

const linkSeconds = 3600;

/**
 * Makes somebody an operator of the platform, from the operator's own shell alone. Answers the token of a link that
 * works once, within an hour: there password and second factor are set up together, so that neither ever stands
 * alone. For an operator who is known already, the way in is made anew: old password, app and sessions end.
 */
export const createOperator = controlWrite(
  "operators.create",
  {
    access: { service: true },
    input: CreateOperator,
    output: OperatorCreated,
    audit: (_input, output) => ({ subject: output.operatorId }),
    prepare: async (ctx) => void (await controlVault(ctx)),
  },
  async (ctx, { email, name, language }) => {
    const known = await lockOperatorId(ctx.db, email);
    const id: Id<"opr"> = known ?? newId("opr");
    const setUpToken = newSecret();
    const expiresAt = addSeconds(ctx.now(), linkSeconds);
    const sealedSecret = await sealOneTimeSecret(ctx, id, newCodeSecret());
    const link = { setUpHash: hashSecret(setUpToken), setUpUntil: expiresAt };
    await upsertOperator(ctx.db, { id, email, name, language, sealedSecret, ...link }, ctx.now());
    await deleteOperatorSessions(ctx.db, id);
    return { operatorId: id, setUpToken, expiresAt: expiresAt.toISOString() };
  },
);
