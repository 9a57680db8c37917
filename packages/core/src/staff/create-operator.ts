import { addSeconds } from "../kernel/time.ts";
import { newId } from "../platform/new-id.ts";
import { hashSecret, newSecret } from "../platform/secrets.ts";
import { controlWrite } from "../platform/verb.ts";
import { insertToken } from "./queries/tokens.ts";
import { insertUser, markEmailVerified, setOperator, userByEmail } from "./queries/users.ts";
import { CreateOperator, OperatorCreated } from "./schemas.ts";

const lifetimeSeconds = 3600;

/** Makes somebody an operator of the whole platform, from the operator's own shell. Answers a link's token. */
export const createOperator = controlWrite(
  "staff.create_operator",
  {
    access: { service: true },
    input: CreateOperator,
    output: OperatorCreated,
    audit: (_input, output) => ({ subject: output.userId }),
  },
  async (ctx, { email, name }) => {
    const id = newId("usr");
    const account = { passwordHash: null, emailVerifiedAt: null, operator: true, language: ctx.language };
    const entered = await insertUser(ctx.db, { id, email, name, ...account }, ctx.now());
    const userId = entered ? id : ((await userByEmail(ctx.db, email))?.id ?? id);
    await setOperator(ctx.db, userId);
    await markEmailVerified(ctx.db, userId, ctx.now());
    const resetToken = newSecret();
    const expiresAt = addSeconds(ctx.now(), lifetimeSeconds);
    const token = {
      hash: hashSecret(resetToken),
      kind: "reset_password",
      userId,
      invitationId: null,
      expiresAt,
    } as const;
    await insertToken(ctx.db, token, ctx.now());
    return { userId, resetToken };
  },
);
