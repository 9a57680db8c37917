import { marketById } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { notFound } from "../kernel/errors.ts";
import { pricesFor } from "./prices-for.ts";
import { ExplainPrice, PriceDecision } from "./schemas.ts";

/** Why a variant costs what it costs in a market, step by step. */
export const explainPrice = read(
  "pricing.explain",
  { access: { staff: "catalog.read" }, input: ExplainPrice, output: PriceDecision },
  async (ctx: TenantCtx, { marketId, variantId }) => {
    const market = await marketById(ctx, marketId);
    const decision = (await pricesFor(ctx, market, [variantId], ctx.now())).get(variantId);
    if (decision === undefined) throw notFound("variant");
    return decision;
  },
);
