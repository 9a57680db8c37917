import { isActiveCurrency } from "../kernel/currency.ts";
import type { TenantCtx } from "../platform/context.ts";
import { known, type Part, together } from "../platform/parts.ts";
import { shopSettingsPart } from "../tenants/index.ts";
import { conversionsPart } from "./conversion-for.ts";
import { type ConvertedPrice, convertPrice } from "./rules/convert-price.ts";
import { maxPrice, type PricedMarket } from "./schemas.ts";

type Price = Parameters<typeof convertPrice>[0];

/** What becomes of an amount in the shop's currency in a market of another one. */
export interface MarketConversion {
  /** Undefined for an amount that is in neither of the two currencies. */
  readonly convert: (price: Price) => ConvertedPrice | undefined;
  /** Whether the shop enters its prices with tax: so it is in what is converted. */
  readonly taxIncluded: boolean;
}

/** To be read with others; nothing is read where the market sells in the shop's own currency. */
export function marketConversionPart(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Pick<PricedMarket, "currency" | "fxMarginPpm" | "priceRounding">,
  at: Date,
): Part<MarketConversion> {
  const { defaultCurrency: from } = ctx.tenant;
  const none = { convert: () => undefined, taxIncluded: true };
  // From a withdrawn currency nothing is converted any more.
  if (!isActiveCurrency(from) || from === market.currency) return known(none);
  const parts = { rates: conversionsPart(ctx, from, [market.currency], at), shop: shopSettingsPart() };
  return together(parts, ({ rates, shop }) => {
    const terms = { market, conversion: rates.get(market.currency), highest: maxPrice };
    return {
      convert: (price) => (price.currency === from ? convertPrice(price, terms) : undefined),
      taxIncluded: shop.pricesIncludeTax,
    };
  });
}
