import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { selectMarkets } from "./load.ts";
import { MarketList } from "./schemas.ts";

export const listMarkets = read(
  "markets.list",
  { access: { staff: "shop.read" }, input: nothing, output: MarketList },
  async (ctx: TenantCtx) => ({ items: await selectMarkets(ctx.db) }),
);
