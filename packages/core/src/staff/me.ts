import { capabilitiesOf } from "../platform/roles.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { tenantsByIds } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { ownUser } from "./own-user.ts";
import { membershipsOf } from "./queries/members.ts";
import { countRecoveryCodes, shopsWantingFactor, withFactor } from "./queries/second-factors.ts";
import { Me } from "./schemas.ts";

/** Who is signed in, and the shops where the person works. */
export const me = read(
  "staff.me",
  { access: { user: true }, input: nothing, output: Me },
  async (ctx: PlatformCtx<"control">) => {
    const user = await ownUser(ctx);
    const memberships = await membershipsOf(ctx.db, user.id);
    const tenantIds = memberships.map((membership) => membership.tenantId);
    const tenants = await tenantsByIds(ctx.db, tenantIds);
    const wanting = await shopsWantingFactor(ctx.db, tenantIds);
    const { id, name: personName, email, language } = user;
    return {
      user: {
        id,
        name: personName,
        email,
        language,
        secondFactor: (await withFactor(ctx.db, [id])).has(id),
        recoveryCodesLeft: await countRecoveryCodes(ctx.db, id),
      },
      memberships: memberships.flatMap(({ tenantId, role, locales }) => {
        const tenant = tenants.get(tenantId);
        if (tenant === undefined || tenant.status === "erased") return [];
        const { slug, name, region, status, eraseAt } = tenant;
        return [
          {
            tenantId,
            slug,
            name,
            region,
            status,
            eraseAt: eraseAt?.toISOString() ?? null,
            role,
            locales: locales === null ? null : [...locales],
            capabilities: [...capabilitiesOf(role)],
            secondFactorRequired: wanting.has(tenantId),
          },
        ];
      }),
    };
  },
);
