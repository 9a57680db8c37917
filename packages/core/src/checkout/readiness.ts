import { getProduct, listProducts } from "../catalog/index.ts";
import { countriesWithoutShipping } from "../fulfilment/index.ts";
import { allMarkets, type Market } from "../markets/index.ts";
import { connectedAccountId } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { conversionFor, pricesForAnybody } from "../pricing/index.ts";
import { countriesWithoutRates } from "../tax/index.ts";
import { nothing } from "../wire.ts";
import { Readiness, type ReadinessStep } from "./schemas.ts";

/** Products looked at to tell whether a market has prices. */
const sampled = 3;

type Step = Readiness["steps"][number];

/** What the shop still needs before somebody can buy: of the open markets, or of all while none is open. */
export const readiness = read(
  "checkout.readiness",
  { access: { staff: "shop.read" }, input: nothing, output: Readiness },
  async (ctx: TenantCtx) => {
    const variantIds = await sampleVariants(ctx);
    const markets = await allMarkets(ctx.db);
    const open = markets.filter((market) => market.status === "active");
    const steps = [step("products", variantIds.length > 0), step("market", open.length > 0)];
    for (const market of open.length > 0 ? open : markets) steps.push(...(await marketSteps(ctx, market, variantIds)));
    steps.push(step("payments", (await connectedAccountId(ctx.db)) !== null));
    return { ready: steps.every(({ done }) => done), steps };
  },
);

function step(name: ReadinessStep, done: boolean, market: Market | null = null, missing: readonly string[] = []): Step {
  return {
    step: name,
    done,
    market: market && { id: market.id, name: market.name },
    missing: done ? [] : [...missing],
  };
}

async function sampleVariants(ctx: TenantCtx): Promise<string[]> {
  const { items } = await listProducts(ctx, {
    first: sampled,
    after: null,
    status: "active",
    q: "",
    categoryId: null,
    translation: null,
    sort: "updated",
  });
  const products = await Promise.all(items.map(({ id }) => getProduct(ctx, { id })));
  return products.flatMap((product) =>
    product.variants.filter((variant) => variant.active).map((variant) => variant.id),
  );
}

async function marketSteps(ctx: TenantCtx, market: Market, variantIds: readonly string[]): Promise<Step[]> {
  const now = ctx.now();
  const decisions = [...(await pricesForAnybody(ctx, market, variantIds, now)).values()];
  const priced = decisions.some((decision) => decision.kind === "price");
  const { defaultCurrency } = ctx.tenant;
  const rate = await conversionFor(ctx, defaultCurrency, market.currency, now);
  const untaxed = await countriesWithoutRates(ctx, market.countries, now);
  const unreached = await countriesWithoutShipping(ctx, market, now);
  return [
    ...(defaultCurrency === market.currency
      ? []
      : [step("exchange_rate", rate !== undefined || priced, market, [`${defaultCurrency}/${market.currency}`])]),
    step("prices", priced, market, [market.currency]),
    step("tax_rates", untaxed.length === 0, market, untaxed),
    step("shipping", unreached.length === 0, market, unreached),
  ];
}
