import { DomainError } from "../kernel/errors.ts";
import { closeUntil, graceEnd, tenantsByIds } from "../tenants/index.ts";
import { memberOf } from "./manager-of.ts";
import { ownUser } from "./own-user.ts";
import { ClosedShop, CloseShop } from "./closing-schemas.ts";
import { assertPassword } from "./second-factor.ts";
import { secretWrite } from "./secret-write.ts";

/**
 * Closes a shop for its visitors, by an owner who types its name and the own password. Its region makes a copy of
 * everything; after the grace it is erased for good, unless an owner opens it again before. It lives here because
 * staff knows the directory and the directory knows no staff.
 *
 * @throws DomainError invalid `staff.name_differs`, `staff.wrong_password`; conflict `staff.shop_closed`.
 */
export const closeShop = secretWrite(
  "tenants.close",
  {
    access: { user: true },
    input: CloseShop,
    output: ClosedShop,
    audit: ({ tenantId }, { eraseAt }) => ({ subject: tenantId, details: { eraseAt } }),
  },
  {
    remember: ({ tenantId, shopName }) => ({ tenantId, shopName }),
    prepare: async (ctx, { tenantId, password }) => {
      const { role } = await memberOf(ctx, tenantId);
      if (role !== "owner") throw new DomainError("forbidden", "auth.not_allowed", { action: "tenants.close" });
      await assertPassword(ctx, await ownUser(ctx), password);
    },
    run: async (ctx, { tenantId, shopName }) => {
      // Whoever lost the role while the password was looked at no longer may.
      if ((await memberOf(ctx, tenantId)).role !== "owner")
        throw new DomainError("forbidden", "auth.not_allowed", { action: "tenants.close" });
      const tenant = (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
      if (tenant?.name !== shopName) throw new DomainError("invalid", "staff.name_differs", { fields: ["shopName"] });
      const eraseAt = graceEnd(ctx.now(), ctx.settings.graceDays);
      if (!(await closeUntil(ctx.db, tenantId, ctx.now(), eraseAt)))
        throw new DomainError("conflict", "staff.shop_closed");
      return { eraseAt: eraseAt.toISOString() };
    },
  },
);
