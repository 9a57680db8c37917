import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { money } from "../kernel/money.ts";
import { dayIn } from "../kernel/time-zone.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { shopSettings } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { salesBetween } from "./queries/day.ts";
import { SalesOfTheDay } from "./schemas.ts";

/** What was sold today and the day before, per currency, in the shop's time zone. */
export const salesOfTheDay = read(
  "orders.sales_of_the_day",
  { access: { staff: "orders.read" }, urgency: "extra", input: nothing, output: SalesOfTheDay },
  async (ctx: TenantCtx) => {
    const { timeZone } = await shopSettings(ctx.db);
    const today = dayIn(timeZone, ctx.now());
    const yesterday = dayIn(timeZone, new Date(today.from.getTime() - 1));
    return {
      timeZone,
      day: today.day,
      today: await salesIn(ctx, today),
      yesterday: await salesIn(ctx, yesterday),
    };
  },
);

async function salesIn(ctx: TenantCtx, { from, until }: { readonly from: Date; readonly until: Date }) {
  const rows = await salesBetween(ctx.db, from, until);
  return rows.map(({ currency, orders, items, total, refunded }) => ({
    orders,
    items,
    total: money(Number(total), currency as ActiveCurrencyCode),
    refunded: money(Number(refunded), currency as ActiveCurrencyCode),
  }));
}
