import { DomainError } from "../kernel/errors.ts";
import { controlWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { linkHash } from "./link-hash.ts";
import { deleteTokensOf, takeUserToken } from "./queries/tokens.ts";
import { markEmailVerified } from "./queries/users.ts";
import { VerifyEmail } from "./schemas.ts";

/** Proves that the address is the person's, by the link that was sent to it. The link works once. */
export const verifyEmail = controlWrite(
  "staff.verify_email",
  { access: { anyone: true }, input: VerifyEmail, output: nothing, audit: () => ({ subject: "email" }) },
  async (ctx, input) => {
    const userId = await takeUserToken(ctx.db, "verify_email", linkHash(input.token), ctx.now());
    if (userId === undefined) throw new DomainError("precondition", "staff.link_used_up");
    await markEmailVerified(ctx.db, userId, ctx.now());
    await deleteTokensOf(ctx.db, userId, "verify_email");
    return {};
  },
);
