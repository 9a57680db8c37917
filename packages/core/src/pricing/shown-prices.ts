import { compare, money } from "../kernel/money.ts";
import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { chooseTaxes, grossOf, netOf, ratesFor, type TaxTreatment } from "../tax/index.ts";
import type { WireMoney } from "../wire.ts";
import { pastPricesFor, tellsPriorPrice } from "./past-prices.ts";
import { pricesFor } from "./prices-for.ts";
import { anybody, type Buyer } from "./rules/price-list.ts";
import { priorPrice } from "./rules/prior-price.ts";
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

/**
 * `pricesFor`, brought to how the market shows prices, before any address is known: with the taxes of the
 * market's first country. Where its rate is missing, the price keeps its own `taxIncluded`.
 */
export async function shownPricesFor(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Market,
  variants: Shown,
  at: Date,
  who: Buyer = anybody,
): Promise<Map<string, PriceDecision>> {
  const wants = variants.map(({ variantId }) => ({ variantId, quantity: 1 }));
  const decisions = await pricesFor(ctx, market, wants, who, at);
  const table = await tableFor(ctx, market, [...decisions.values()], at);
  if (table === undefined) return decisions;
  for (const { variantId, taxClass } of variants) {
    const decision = decisions.get(variantId);
    const chosen = chooseTaxes(table, taxClass);
    if (decision !== undefined && chosen.kind === "taxed")
      decisions.set(variantId, inDisplay(decision, market, chosen));
  }
  return decisions;
}

/**
 * Of the variants, those whose price is reduced: the lowest price of the 30 days before, as the market shows prices.
 * Empty in markets where no law wants it told. Net prices of the past are shown with today's taxes.
 */
export async function shownLowestPrices(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Market,
  reduced: Shown,
  at: Date,
): Promise<Map<string, WireMoney>> {
  if (!tellsPriorPrice(market) || reduced.length === 0) return new Map();
  const ids = reduced.map(({ variantId }) => variantId);
  const histories = await pastPricesFor(ctx, market, ids, at);
  const past = [...histories.values()].flatMap((shown) => shown.map(({ decision }) => decision));
  const table = await tableFor(ctx, market, past, at);
  const classes = new Map(reduced.map(({ variantId, taxClass }) => [variantId, taxClass]));
  const lowest = new Map<string, WireMoney>();
  for (const [variantId, shown] of histories) {
    const chosen = table && chooseTaxes(table, classes.get(variantId) ?? "");
    const amount = priorPrice(shown, (decision) => {
      const displayed = chosen?.kind === "taxed" ? inDisplay(decision, market, chosen) : decision;
      return displayed.kind === "price" ? displayed.amount.amount : null;
    });
    if (amount !== null) lowest.set(variantId, money(amount, market.currency));
  }
  return lowest;
}

/** The taxes of the market's first country, where one of the prices has to be brought to the other basis. */
async function tableFor(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Market,
  decisions: readonly PriceDecision[],
  at: Date,
) {
  const included = market.taxDisplay === "inclusive";
  const [country] = market.countries;
  const differ = decisions.some((decision) => decision.kind === "price" && decision.taxIncluded !== included);
  return differ && country !== undefined ? ratesFor(ctx, { country, region: null, at }) : undefined;
}
