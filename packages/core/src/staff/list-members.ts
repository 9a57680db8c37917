import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { managerOf } from "./manager-of.ts";
import { type PendingInvitation, pendingInvitations } from "./queries/invitations.ts";
import { membersOf } from "./queries/members.ts";
import { usersByIds } from "./queries/users.ts";
import { type Invitation, ListMembers, Members } from "./schemas.ts";

/** Who works for the shop, and who is invited. */
export const listMembers = read(
  "staff.list_members",
  { access: { user: true }, input: ListMembers, output: Members },
  async (ctx: PlatformCtx<"control">, { tenantId }) => {
    await managerOf(ctx, tenantId);
    const members = await membersOf(ctx.db, tenantId);
    const users = await usersByIds(
      ctx.db,
      members.map((member) => member.userId),
    );
    const invitations = await pendingInvitations(ctx.db, tenantId, ctx.now());
    return {
      members: members.flatMap(({ userId, role, since }) => {
        const user = users.get(userId);
        return user === undefined
          ? []
          : [{ userId, name: user.name, email: user.email, role, since: since.toISOString() }];
      }),
      invitations: invitations.map(toInvitation),
    };
  },
);

export function toInvitation({ id, email, role, invitedAt, expiresAt }: PendingInvitation): Invitation {
  return { id, email, role, invitedAt: invitedAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
