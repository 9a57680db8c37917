import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { managerOf } from "./manager-of.ts";
import { type PendingInvitation, pendingInvitations } from "./queries/invitations.ts";
import { membersOf } from "./queries/members.ts";
import { shopsWantingFactor, withFactor } from "./queries/second-factors.ts";
import { usersByIds } from "./queries/users.ts";
import { type Invitation, ListMembers, Members } from "./schemas.ts";

/** Who works for the shop, and who is invited. */
export const listMembers = read(
  "staff.list_members",
  { access: { user: true }, input: ListMembers, output: Members },
  async (ctx: PlatformCtx<"control">, { tenantId }) => {
    await managerOf(ctx, tenantId);
    const members = await membersOf(ctx.db, tenantId);
    const ids = members.map((member) => member.userId);
    const users = await usersByIds(ctx.db, ids);
    const factors = await withFactor(ctx.db, ids);
    const invitations = await pendingInvitations(ctx.db, tenantId, ctx.now());
    return {
      members: members.flatMap(({ userId, role, locales, since }) => {
        const user = users.get(userId);
        return user === undefined
          ? []
          : [
              {
                userId,
                name: user.name,
                email: user.email,
                role,
                locales: locales === null ? null : [...locales],
                since: since.toISOString(),
                secondFactor: factors.has(userId),
              },
            ];
      }),
      invitations: invitations.map(toInvitation),
      secondFactorRequired: (await shopsWantingFactor(ctx.db, [tenantId])).has(tenantId),
    };
  },
);

export function toInvitation({ id, email, role, locales, invitedAt, expiresAt }: PendingInvitation): Invitation {
  return {
    id,
    email,
    role,
    locales: locales === null ? null : [...locales],
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
