import { controlWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { allowedChange } from "./allowed-change.ts";
import { setRole } from "./queries/members.ts";
import { revokeTokensOf } from "./revoke-tokens-of.ts";
import { ChangeRole } from "./schemas.ts";

/** Gives a member another role. Nobody's may be above the own one, before or after, and an owner stays. */
export const changeRole = controlWrite(
  "staff.change_role",
  {
    access: { user: true },
    input: ChangeRole,
    output: nothing,
    audit: (input) => ({ subject: input.tenantId, details: { member: input.userId, role: input.role } }),
  },
  async (ctx, { tenantId, userId, role, locales }) => {
    const target = await allowedChange(ctx, tenantId, userId, role);
    if (target.role === role && String(target.locales) === String(locales)) return {};
    await setRole(ctx.db, userId, tenantId, { role, locales });
    await revokeTokensOf(ctx, userId, tenantId);
    return {};
  },
);
