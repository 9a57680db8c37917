import { DomainError } from "../kernel/errors.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { tenantsByIds } from "../tenants/index.ts";
import { linkHash } from "./link-hash.ts";
import { invitationByToken } from "./queries/invitations.ts";
import { userByEmail } from "./queries/users.ts";
import { GetInvitation, InvitationView } from "./schemas.ts";

/** What a mailed invitation offers, for whoever holds its link. */
export const getInvitation = read(
  "staff.get_invitation",
  { access: { anyone: true }, input: GetInvitation, output: InvitationView },
  async (ctx: PlatformCtx<"control">, { token }) => {
    const invitation = await invitationByToken(ctx.db, linkHash(token), ctx.now());
    if (invitation === undefined) throw new DomainError("precondition", "staff.link_used_up");
    const tenant = (await tenantsByIds(ctx.db, [invitation.tenantId])).get(invitation.tenantId);
    const user = await userByEmail(ctx.db, invitation.email);
    return {
      shopName: tenant?.name ?? "",
      email: invitation.email,
      role: invitation.role,
      newAccount: user === undefined || user.emailVerifiedAt === null,
    };
  },
);
