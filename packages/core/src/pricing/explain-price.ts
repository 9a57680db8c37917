import { areCustomers, buyerOf, knownCompanies } from "../customers/index.ts";
import { marketById } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { notFound } from "../kernel/errors.ts";
import { decidePrices } from "./prices-for.ts";
import { ExplainPrice, PriceDecision } from "./schemas.ts";

/** Why a variant costs what it costs in a market, step by step: for anybody, or for a buyer and a quantity. */
export const explainPrice = read(
  "pricing.explain",
  { access: { staff: "catalog.read" }, input: ExplainPrice, output: PriceDecision },
  async (ctx: TenantCtx, { marketId, variantId, quantity, at, channel, ...named }) => {
    const market = await marketById(ctx, marketId);
    const { companyId, customerId } = named;
    if (companyId !== null && !(await knownCompanies(ctx.db, [companyId])).has(companyId)) throw notFound("company");
    if (customerId !== null && !(await areCustomers(ctx.db, [customerId]))) throw notFound("customer");
    const own = await buyerOf(ctx.db, customerId);
    const buyer = {
      channel,
      customerId,
      companyId: companyId ?? own.company?.id ?? null,
      groups: [...named.groups, ...own.groups],
    };
    const when = at === null ? ctx.now() : new Date(at);
    const decision = (await decidePrices(ctx, market, [{ variantId, quantity }], buyer, when)).get(variantId);
    if (decision === undefined) throw notFound("variant");
    return decision;
  },
);
