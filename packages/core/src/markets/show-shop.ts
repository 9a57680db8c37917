import { direction } from "../kernel/locale.ts";
import { read } from "../platform/verb.ts";
import { shopSettings } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { selectMarkets } from "./load.ts";
import { legalOf, orderButton } from "./rules.ts";
import type { MarketCtx } from "./resolve-shop.ts";
import { ShopFront } from "./schemas.ts";

/** The shop as its visitors meet it: its name, its open markets, and the one they are in. */
export const showShop = read(
  "markets.show_shop",
  { access: { shopper: true }, input: nothing, output: ShopFront },
  async (ctx: MarketCtx) => {
    const settings = await shopSettings(ctx.db);
    const open = await selectMarkets(ctx.db, "active");
    return {
      name: settings.name,
      market: ctx.market.handle,
      locale: ctx.locale,
      currency: ctx.market.currency,
      dir: direction(ctx.locale),
      markets: open.map((market) => ({ ...market, taxIncluded: market.taxDisplay === "inclusive" })),
      legal: { ...legalOf(ctx.market, settings.legal), orderButton: orderButton(ctx.market, ctx.locale) },
    };
  },
);
