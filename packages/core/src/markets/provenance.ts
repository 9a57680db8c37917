import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { shopSettings } from "../tenants/index.ts";
import { selectMarket } from "./load.ts";
import { legalOf, orderButton } from "./rules.ts";
import { GetMarket, MarketProvenance, type ProvenField } from "./schemas.ts";

/** Of each field of a market that can be inherited: what holds, where it comes from, and what a reset would give. */
export const marketProvenance = read(
  "markets.provenance",
  { access: { staff: "shop.read" }, input: GetMarket, output: MarketProvenance },
  async (ctx: TenantCtx, { id }) => {
    const market = await selectMarket(ctx.db, id);
    if (market === undefined) throw notFound("market");
    const { legal: shop, pricesIncludeTax, paymentMethods } = await shopSettings(ctx.db);
    const proven = (
      field: ProvenField["field"],
      parent: ProvenField["source"],
      own: string | null,
      inherited: string | null,
      locale: string | null = null,
    ): ProvenField => ({ field, locale, source: own === null ? parent : "market", value: own ?? inherited, inherited });
    const without = { ...market, legal: { ...market.legal, orderButton: {} } };
    const ownWords: Readonly<Record<string, string>> = market.legal.orderButton;
    const parents = legalOf({ ...market, legal: { ...market.legal, ...nothingOwn } }, shop);
    return {
      fields: [
        proven("taxDisplay", "shop", market.taxDisplayOverride, pricesIncludeTax ? "inclusive" : "exclusive"),
        proven("consentPolicy", "law", market.consentPolicyOverride, market.consentPolicyByLaw),
        proven("imprintUrl", "shop", market.legal.imprintUrl, parents.imprintUrl),
        proven("privacyUrl", "shop", market.legal.privacyUrl, parents.privacyUrl),
        proven("termsUrl", "shop", market.legal.termsUrl, parents.termsUrl),
        proven("withdrawalUrl", "platform", market.legal.withdrawalUrl, null),
        proven(
          "paymentMethods",
          paymentMethods === null ? "provider" : "shop",
          market.paymentMethodsOverride?.join(", ") ?? null,
          paymentMethods?.join(", ") ?? null,
        ),
        ...market.locales.map((locale) =>
          proven("orderButton", "law", ownWords[locale] ?? null, orderButton(without, locale), locale),
        ),
      ],
    };
  },
);

const nothingOwn = { imprintUrl: null, privacyUrl: null, termsUrl: null, withdrawalUrl: null };
