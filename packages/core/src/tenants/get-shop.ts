import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { shopSettings, type ShopSettings } from "./queries/shop.ts";
import { Shop } from "./schemas.ts";

/** The shop's own settings. */
export const getShop = read(
  "tenants.get_shop",
  { access: { staff: "shop.read" }, input: nothing, output: Shop },
  async (ctx: TenantCtx) => toShop(ctx, await shopSettings(ctx.db)),
);

export function toShop(ctx: Pick<TenantCtx, "tenant" | "region">, settings: ShopSettings): Shop {
  return { tenantId: ctx.tenant.id, slug: ctx.tenant.slug, region: ctx.region, ...settings };
}
