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
  async (ctx: TenantCtx, { marketId, variantId, quantity, at, ...buyer }) => {
    const market = await marketById(ctx, marketId);
    const when = at === null ? ctx.now() : new Date(at);
    const decision = (await decidePrices(ctx, market, [{ variantId, quantity }], buyer, when)).get(variantId);
    if (decision === undefined) throw notFound("variant");
    return decision;
  },
);
