import { direction } from "../kernel/locale.ts";
import { keptRead } from "../platform/kept-read.ts";
import { readPart, together } from "../platform/parts.ts";
import { shopSettingsPart } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { marketsPart } from "./load.ts";
import { legalOf, orderButton } from "./rules.ts";
import { type MarketCtx, visitorKey } from "./resolve-shop.ts";
import { ShopFront } from "./schemas.ts";

/** The shop as its visitors meet it: its name, its open markets, and the one they are in. */
export const showShop = keptRead(
  "markets.show_shop",
  { access: { shopper: true }, input: nothing, output: ShopFront, sharedBy: visitorKey },
  async (ctx: MarketCtx) => {
    const parts = { settings: shopSettingsPart(), open: marketsPart("active") };
    const { settings, open } = await readPart(ctx.db, together(parts));
    const value = {
      name: settings.name,
      market: ctx.market.handle,
      locale: ctx.locale,
      currency: ctx.market.currency,
      dir: direction(ctx.locale),
      markets: open.map((market) => ({ ...market, taxIncluded: market.taxDisplay === "inclusive" })),
      legal: { ...legalOf(ctx.market, settings.legal), orderButton: orderButton(ctx.market, ctx.locale) },
    };
    return { value, until: null };
  },
);
