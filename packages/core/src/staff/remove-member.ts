import { controlWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { allowedChange } from "./allowed-change.ts";
import { deleteMembership } from "./queries/members.ts";
import { revokeTokensOf } from "./revoke-tokens-of.ts";
import { RemoveMember } from "./schemas.ts";

/** Ends somebody's work for the shop; anybody may leave. The last owner stays. */
export const removeMember = controlWrite(
  "staff.remove_member",
  {
    access: { user: true },
    input: RemoveMember,
    output: nothing,
    audit: (input) => ({ subject: input.tenantId, details: { member: input.userId } }),
  },
  async (ctx, { tenantId, userId }) => {
    await allowedChange(ctx, tenantId, userId, null);
    await deleteMembership(ctx.db, userId, tenantId);
    await revokeTokensOf(ctx, userId, tenantId);
    return {};
  },
);
