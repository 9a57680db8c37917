import { DomainError } from "../kernel/errors.ts";
import { newId } from "../platform/new-id.ts";
import type { PlatformTxCtx } from "../platform/verb.ts";
import { assertSeat } from "./assert-seat.ts";
import { byNetwork, type Limit, limitAttempts } from "./limit-attempts.ts";
import { linkHash } from "./link-hash.ts";
import { hashNewPassword } from "./new-password.ts";
import { deleteInvitation, invitationByToken } from "./queries/invitations.ts";
import { insertMembership } from "./queries/members.ts";
import { deleteSessionsOf } from "./queries/sessions.ts";
import { deleteTokensOf } from "./queries/tokens.ts";
import { insertUser, markEmailVerified, setName, setPassword, userByEmail } from "./queries/users.ts";
import { Accepted, AcceptInvitation } from "./schemas.ts";
import { secretWrite } from "./secret-write.ts";

const limits: readonly Limit[] = [{ name: "accept/try", most: 60, seconds: 3600, by: byNetwork }];

interface Account {
  readonly name: string;
  readonly passwordHash: string;
}

/**
 * Makes the invited person a member. The link proves the address: a person with a proven account just joins; one
 * without chooses name and password, which replace whatever somebody may have entered for the address before.
 */
export const acceptInvitation = secretWrite(
  "staff.accept_invitation",
  {
    access: { anyone: true },
    input: AcceptInvitation,
    output: Accepted,
    audit: (_input, output) => ({ subject: output.tenantId }),
  },
  {
    remember: ({ token }) => ({ token }),
    prepare: async (ctx, { account }): Promise<Account | null> => {
      await limitAttempts(ctx, limits, "");
      if (account === null) return null;
      return { name: account.name, passwordHash: await hashNewPassword(account.password, null) };
    },
    run: async (ctx, { token }, account) => {
      const invitation = await invitationByToken(ctx.db, linkHash(token), ctx.now());
      if (invitation === undefined || !(await deleteInvitation(ctx.db, invitation.id))) {
        throw new DomainError("precondition", "staff.link_used_up");
      }
      // A smaller plan may have come after the invitation, which itself counts no more.
      await assertSeat(ctx, invitation.tenantId, 1);
      const userId = await provenUser(ctx, invitation.email, account);
      await insertMembership(ctx.db, userId, invitation.tenantId, invitation, ctx.now());
      return { tenantId: invitation.tenantId, email: invitation.email };
    },
  },
);

async function provenUser(ctx: PlatformTxCtx<"control">, email: string, account: Account | null): Promise<string> {
  const known = await userByEmail(ctx.db, email);
  if (known !== undefined && known.emailVerifiedAt !== null) return known.id;
  if (account === null) throw new DomainError("invalid", "staff.account_wanted", { fields: ["account"] });
  if (known === undefined) {
    const id = newId("usr");
    const user = { id, email, ...account, emailVerifiedAt: ctx.now(), language: ctx.language };
    if (!(await insertUser(ctx.db, user, ctx.now()))) throw new DomainError("conflict", "staff.try_again");
    return id;
  }
  await setPassword(ctx.db, known.id, account.passwordHash);
  await setName(ctx.db, known.id, account.name);
  await markEmailVerified(ctx.db, known.id, ctx.now());
  await deleteTokensOf(ctx.db, known.id, "verify_email");
  await deleteSessionsOf(ctx.db, known.id);
  return known.id;
}
