import type { Id } from "../kernel/ids.ts";
import { money } from "../kernel/money.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { selectPrices } from "./queries.ts";
import type { PriceEntry } from "./rules/choose-price.ts";
import { ListPrices, type Price, Prices } from "./schemas.ts";

export const listPrices = read(
  "pricing.list_prices",
  { access: { staff: "catalog.read" }, input: ListPrices, output: Prices },
  async (ctx: TenantCtx, input) => ({ items: (await selectPrices(ctx.db, input.variantIds)).map(toPrice) }),
);

function toPrice(entry: PriceEntry): Price {
  const { currency } = entry;
  return {
    variantId: entry.variantId as Id<"var">,
    marketId: entry.marketId as Id<"mkt"> | null,
    amount: money(entry.amount, currency),
    compareAt: entry.compareAt === null ? null : money(entry.compareAt, currency),
    taxIncluded: entry.taxIncluded,
    startsAt: entry.startsAt?.toISOString() ?? null,
    endsAt: entry.endsAt?.toISOString() ?? null,
  };
}
