import { dayIn } from "../kernel/time-zone.ts";
import { refundsBetween } from "../payments/index.ts";
import { ecbRatesOn } from "../pricing/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import {
  type DatedMovement,
  ossReturn,
  ossReturnCsv,
  ossReturnOf,
  type OssReturn,
  ratesWanted,
  refundMovements,
  taxReportCsv,
  type TaxMovement,
  TaxReport,
  TaxReportFile,
  TaxReportPeriod,
  type TaxReportRow,
  taxReportRows,
  unionThresholdNow,
  unitedStatesReturn,
} from "../tax/index.ts";
import { shopSettings } from "../tenants/index.ts";
import { type OrderTaxes, taxesOfOrders, taxesSold } from "./queries/taxes.ts";

/**
 * Taxes of a period by jurisdiction, from what orders stored when they were made, and from refunds that succeeded in
 * it. Days are the shop's. Orders of other periods are not touched: a refund counts when it is given.
 */
export const taxReport = read(
  "orders.tax_report",
  { access: { staff: "orders.read" }, urgency: "extra", input: TaxReportPeriod, output: TaxReport },
  async (ctx: TenantCtx, { from, until, country }) => {
    const { timeZone, rows, movements } = await reportRows(ctx, from, until, country);
    const { inUnion, ...threshold } = await unionThresholdNow(ctx);
    return {
      from,
      until,
      timeZone,
      rows,
      oss: ossReturn(rows),
      ossReturn: await inEuros(ctx, movements, { from, until }),
      threshold: inUnion ? threshold : null,
      unitedStates: unitedStatesReturn(rows),
    };
  },
);

/** The same as a file. */
export const exportTaxReport = read(
  "orders.export_tax_report",
  { access: { staff: "orders.read" }, urgency: "extra", input: TaxReportPeriod, output: TaxReportFile },
  async (ctx: TenantCtx, { from, until, country, part }) => {
    const { rows, movements } = await reportRows(ctx, from, until, country);
    const place = country === null ? "" : `-${country.toLowerCase()}`;
    if (part === "rows") return { filename: `taxes${place}-${from}-${until}.csv`, csv: taxReportCsv(rows) };
    const oss = await inEuros(ctx, movements, { from, until });
    return { filename: `oss${place}-${from}-${until}.csv`, csv: ossReturnCsv(oss) };
  },
);

/** The one-stop shop's return of a period, at the rates that its law names. */
async function inEuros(
  ctx: TenantCtx,
  movements: readonly DatedMovement[],
  period: { readonly from: string; readonly until: string },
): Promise<OssReturn> {
  const rates = [];
  for (const [day, currencies] of ratesWanted(movements, period.from, period.until)) {
    for (const found of await ecbRatesOn(ctx, [...currencies], day)) {
      rates.push({ currency: found.quote, for: day, day: found.day, rate: found.rate });
    }
  }
  return ossReturnOf(movements, period, rates);
}

async function reportRows(
  ctx: TenantCtx,
  from: string,
  until: string,
  country: string | null,
): Promise<{ timeZone: string; rows: TaxReportRow[]; movements: DatedMovement[] }> {
  const { timeZone } = await shopSettings(ctx.db);
  const window = { from: calendarDay(timeZone, from).from, until: calendarDay(timeZone, until).until };
  const sold = await taxesSold(ctx.db, window.from, window.until);
  const made: DatedMovement[] = sold.map((one) => ({ ...one, kind: "sold", soldOn: null }));
  const all = [...made, ...(await refunded(ctx, timeZone, window))];
  const movements = country === null ? all : all.filter((one) => one.country === country);
  return { timeZone, rows: taxReportRows(movements), movements };
}

const batch = 500;

async function refunded(
  ctx: TenantCtx,
  timeZone: string,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<DatedMovement[]> {
  const movements: DatedMovement[] = [];
  for (let after = ""; ;) {
    const refunds = await refundsBetween(ctx.db, { from, until, after, size: batch });
    const orders = await taxesOfOrders(
      ctx.db,
      refunds.map((refund) => refund.orderId),
    );
    for (const refund of refunds) {
      const order = orders.get(refund.orderId);
      if (order === undefined) continue;
      const soldOn = dayIn(timeZone, order.placedAt).day;
      movements.push(...movementsOf(refund, order).map((one) => ({ ...one, soldOn })));
    }
    after = refunds.at(-1)?.id ?? "";
    if (refunds.length < batch) return movements;
  }
}

type Refund = Awaited<ReturnType<typeof refundsBetween>>[number];

function movementsOf(refund: Refund, order: OrderTaxes): TaxMovement[] {
  const { country, region, mechanism, currency, shipping } = order;
  const place = { country, region, mechanism, currency };
  const ofLines = refund.lines.reduce((all, line) => all + line.tax.amount, 0);
  return [
    ...refund.lines.flatMap(({ orderLineId, amount, tax }) => {
      const line = order.lines.get(orderLineId);
      return line ? refundMovements(place, { gross: amount.amount, tax: tax.amount, ...line }) : [];
    }),
    ...refundMovements(place, { gross: refund.shipping, tax: refund.tax - ofLines, ...shipping }),
  ];
}

/** A day by its name: midday in Greenwich may be another one's far from there. */
function calendarDay(timeZone: string, day: string): { readonly from: Date; readonly until: Date } {
  const near = dayIn(timeZone, new Date(`${day}T12:00:00Z`));
  if (near.day === day) return near;
  return near.day > day ? dayIn(timeZone, new Date(near.from.getTime() - 1)) : dayIn(timeZone, near.until);
}
