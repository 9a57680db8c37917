import { compare, money } from "../kernel/money.ts";
import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Ids, known, type Part, together } from "../platform/parts.ts";
import { chooseTaxes, grossOf, netOf, type TaxTreatment } from "../tax/index.ts";
import type { WireMoney } from "../wire.ts";
import { applyPromotions } from "../promotions/index.ts";
import { type Past, pastPricesPart, tellsPriorPrice } from "./past-prices.ts";
import { anybody } from "./rules/price-list.ts";
import { priorPrice, type Shown as ShownThen } from "./rules/prior-price.ts";
import type { PriceDecision } from "./schemas.ts";

/**
 * The price as the market shows prices: a net one with the destination's tax on it where the market shows tax
 * included, a gross one without it where tax is added at the end. Rounded half-up to the minor unit, and traced.
 */
export function inDisplay(
  decision: PriceDecision,
  market: Pick<Market, "taxDisplay">,
  treatment: TaxTreatment,
): PriceDecision {
  const included = market.taxDisplay === "inclusive";
  if (decision.kind !== "price" || decision.taxIncluded === included) return decision;
  const change = included ? grossOf : netOf;
  const changed = ({ amount, currency }: WireMoney) => change(money(amount, currency), treatment.taxes, "half-up");
  const amount = changed(decision.amount);
  const compareAt = decision.compareAt && changed(decision.compareAt);
  const [from, to] = included ? (["net", "gross"] as const) : (["gross", "net"] as const);
  const ratesPpm = treatment.taxes.map((tax) => tax.ratePpm);
  return {
    ...decision,
    amount,
    compareAt: compareAt !== null && compare(compareAt, amount) > 0 ? compareAt : null,
    taxIncluded: included,
    trace: [...decision.trace, { step: "tax_basis", from, to, ratesPpm, amount }],
  };
}

type Shown = readonly { readonly variantId: string; readonly taxClass: string }[];

/** What promotions choose articles by. */
export interface Article {
  readonly productId: string;
  /** Those of the product and all above them. */
  readonly categoryIds: readonly string[];
}

/** Of variants whose price is reduced: the lowest price of the 30 days before, as the market shows prices. */
export type LowestBefore = (reduced: Shown, articles: ReadonlyMap<string, Article>) => Map<string, WireMoney>;

/** To be read with others, for any of the variants. Tells nothing in markets where no law wants it told. */
export function lowestPricesPart(
  ctx: Pick<TenantCtx, "tenant">,
  market: Market,
  variantIds: Ids,
  at: Date,
): Part<LowestBefore> {
  if (!tellsPriorPrice(market)) return known(() => new Map());
  return together({ past: pastPricesPart(ctx, market, variantIds, at) }, ({ past }) => (reduced, articles) => {
    return new Map(
      reduced.flatMap(({ variantId, taxClass }): [string, WireMoney][] => {
        const amountOf = (one: ShownThen): number | null => displayedThen(one, market, past.taxes, taxClass);
        const amount = priorPrice(past.shown(variantId), amountOf, (one) => {
          const displayed = amountOf(one);
          const article = articles.get(variantId);
          if (displayed === null || article === undefined) return displayed;
          return displayed - promotedThen(one.from, market, { variantId, ...article }, displayed, past.promotions);
        });
        return amount === null ? [] : [[variantId, money(amount, market.currency)]];
      }),
    );
  });
}

/** A past price as the market displays prices now, with the taxes of its day; null where there was none. */
function displayedThen(
  { from, decision }: ShownThen,
  market: Market,
  taxes: Past["taxes"],
  taxClass: string,
): number | null {
  const table = taxes.findLast((one) => one.from <= from)?.taxation;
  const chosen = table && chooseTaxes(table, taxClass);
  const displayed = chosen?.kind === "taxed" ? inDisplay(decision, market, chosen) : decision;
  if (displayed.kind !== "price" || displayed.amount.currency !== market.currency) return null;
  return displayed.amount.amount;
}

/** What promotions took off a single piece for anybody. */
function promotedThen(
  at: Date,
  market: Market,
  article: Article & { readonly variantId: string },
  unitPrice: number,
  promotions: Past["promotions"],
): number {
  const then = promotions.filter((one) => one.from <= at && (one.until === null || at < one.until));
  const { categoryIds, productId, variantId } = article;
  const situation = {
    at,
    currency: market.currency,
    marketId: market.id,
    channel: anybody.channel,
    country: market.countries[0] ?? "",
    groups: [],
    ordersBefore: null,
    lines: [{ id: variantId, variantId, productId, categoryIds, unitPrice, quantity: 1 }],
    shipping: 0,
  };
  return applyPromotions(
    situation,
    then.map(({ value }) => value),
  ).total;
}
