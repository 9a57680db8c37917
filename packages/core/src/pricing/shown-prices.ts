import { compare, money } from "../kernel/money.ts";
import type { Market } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { chooseTaxes, grossOf, netOf, ratesFor, type TaxTreatment } from "../tax/index.ts";
import type { WireMoney } from "../wire.ts";
import { pricesFor } from "./prices-for.ts";
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

/**
 * `pricesFor`, brought to how the market shows prices, before any address is known: with the taxes of the
 * market's first country. Where its rate is missing, the price keeps its own `taxIncluded`.
 */
export async function shownPricesFor(
  ctx: Pick<TenantCtx, "db" | "tenant">,
  market: Market,
  variants: readonly { readonly variantId: string; readonly taxClass: string }[],
  at: Date,
): Promise<Map<string, PriceDecision>> {
  const decisions = await pricesFor(
    ctx,
    market,
    variants.map((variant) => variant.variantId),
    at,
  );
  const included = market.taxDisplay === "inclusive";
  const [country] = market.countries;
  const differ = [...decisions.values()].some((d) => d.kind === "price" && d.taxIncluded !== included);
  if (!differ || country === undefined) return decisions;
  const table = await ratesFor(ctx, { country, region: null, at });
  for (const { variantId, taxClass } of variants) {
    const decision = decisions.get(variantId);
    const chosen = chooseTaxes(table, taxClass);
    if (decision !== undefined && chosen.kind === "taxed")
      decisions.set(variantId, inDisplay(decision, market, chosen));
  }
  return decisions;
}
