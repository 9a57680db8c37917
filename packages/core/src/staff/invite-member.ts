import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { mayGrant } from "../platform/roles.ts";
import { controlWrite } from "../platform/verb.ts";
import { assertSeat } from "./assert-seat.ts";
import { toInvitation } from "./list-members.ts";
import { managerOf } from "./manager-of.ts";
import { pendingInvitations, upsertInvitation } from "./queries/invitations.ts";
import { queueMail } from "./queries/mails.ts";
import { membershipOf } from "./queries/members.ts";
import { userByEmail } from "./queries/users.ts";
import { Invitation, InviteMember } from "./schemas.ts";

const lifetimeSeconds = 7 * 24 * 3600;
const mostPending = 50;

/** Invites somebody to work for the shop, with a role not above the own one. Inviting again sends a new link. */
export const inviteMember = controlWrite(
  "staff.invite_member",
  {
    access: { user: true },
    input: InviteMember,
    output: Invitation,
    audit: (input, output) => ({ subject: input.tenantId, details: { invitation: output.id, role: input.role } }),
  },
  async (ctx, { tenantId, email, role, locales }) => {
    const own = await managerOf(ctx, tenantId);
    if (!mayGrant(own.role, role)) throw new DomainError("forbidden", "staff.role_above_own", { role });
    const known = await userByEmail(ctx.db, email);
    if (known !== undefined && (await membershipOf(ctx.db, known.id, tenantId)) !== undefined) {
      throw new DomainError("conflict", "staff.already_member", { fields: ["email"] });
    }
    const pending = await pendingInvitations(ctx.db, tenantId, ctx.now());
    if (pending.length >= mostPending && !pending.some((invitation) => invitation.email === email)) {
      throw new DomainError("limit", "staff.too_many_invitations", { most: mostPending });
    }
    if (!pending.some((invitation) => invitation.email === email)) await assertSeat(ctx, tenantId, 1);
    const expiresAt = addSeconds(ctx.now(), lifetimeSeconds);
    const invitation = await upsertInvitation(
      ctx.db,
      { tenantId, email, role, locales, invitedBy: own.userId, expiresAt },
      ctx.now(),
    );
    await queueMail(
      ctx.db,
      { kind: "invitation", email, language: ctx.language, invitationId: invitation.id },
      ctx.now(),
    );
    return toInvitation(invitation);
  },
);
