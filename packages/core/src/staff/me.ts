import { DomainError } from "../kernel/errors.ts";
import { capabilitiesOf } from "../platform/access.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { tenantsByIds } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { userOf } from "./caller.ts";
import { membershipsOf } from "./queries/members.ts";
import { userById } from "./queries/users.ts";
import { Me } from "./schemas.ts";

/** Who is signed in, and the shops where the person works. */
export const me = read(
  "staff.me",
  { access: { user: true }, input: nothing, output: Me },
  async (ctx: PlatformCtx<"control">) => {
    const userId = userOf(ctx);
    const user = await userById(ctx.db, userId);
    if (user === undefined) throw new DomainError("forbidden", "auth.required");
    const memberships = await membershipsOf(ctx.db, userId);
    const tenants = await tenantsByIds(
      ctx.db,
      memberships.map((membership) => membership.tenantId),
    );
    return {
      user: { id: user.id, name: user.name, email: user.email, language: user.language, operator: user.operator },
      memberships: memberships.flatMap(({ tenantId, role }) => {
        const tenant = tenants.get(tenantId);
        if (tenant === undefined) return [];
        const { slug, name, region, status } = tenant;
        return [{ tenantId, slug, name, region, status, role, capabilities: [...capabilitiesOf(role)] }];
      }),
    };
  },
);
