import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { selectMarket } from "./load.ts";
import { GetMarket, Market } from "./schemas.ts";

export const getMarket = read(
  "markets.get",
  { access: { staff: "shop.read" }, input: GetMarket, output: Market },
  async (ctx: TenantCtx, input) => {
    const market = await selectMarket(ctx.db, input.id);
    if (market === undefined) throw notFound("market");
    return market;
  },
);
