import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import { newId } from "../platform/new-id.ts";
import { hashSecret, newSecret } from "../platform/secrets.ts";
import { controlWrite, type PlatformTxCtx } from "../platform/verb.ts";
import { insertToken } from "./queries/tokens.ts";
import { insertUser, setOperator, setPassword, userByEmail } from "./queries/users.ts";
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
    const userId = await operatorWith(ctx, email, name);
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

/** A new account, or the known one of the address; a password that was never proven to be its owner's is dropped. */
async function operatorWith(ctx: PlatformTxCtx<"control">, email: string, name: string): Promise<Id<"usr">> {
  const id = newId("usr");
  const account = { passwordHash: null, emailVerifiedAt: null, operator: true, language: ctx.language };
  if (await insertUser(ctx.db, { id, email, name, ...account }, ctx.now())) return id;
  const known = await userByEmail(ctx.db, email);
  if (known === undefined) throw new DomainError("conflict", "staff.try_again");
  if (known.emailVerifiedAt === null) await setPassword(ctx.db, known.id, null);
  await setOperator(ctx.db, known.id);
  return known.id;
}
