import { dayIn } from "../kernel/time-zone.ts";
import { refundsBetween } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import {
  ossReturn,
  refundMovements,
  taxReportCsv,
  type TaxMovement,
  TaxReport,
  TaxReportFile,
  TaxReportPeriod,
  type TaxReportRow,
  taxReportRows,
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
  { access: { staff: "orders.read" }, input: TaxReportPeriod, output: TaxReport },
  async (ctx: TenantCtx, { from, until, country }) => {
    const { timeZone, rows } = await reportRows(ctx, from, until, country);
    return { from, until, timeZone, rows, oss: ossReturn(rows), unitedStates: unitedStatesReturn(rows) };
  },
);

/** The same as a file. */
export const exportTaxReport = read(
  "orders.export_tax_report",
  { access: { staff: "orders.read" }, input: TaxReportPeriod, output: TaxReportFile },
  async (ctx: TenantCtx, { from, until, country }) => {
    const { rows } = await reportRows(ctx, from, until, country);
    const place = country === null ? "" : `-${country.toLowerCase()}`;
    return { filename: `taxes${place}-${from}-${until}.csv`, csv: taxReportCsv(rows) };
  },
);

async function reportRows(
  ctx: TenantCtx,
  from: string,
  until: string,
  country: string | null,
): Promise<{ timeZone: string; rows: TaxReportRow[] }> {
  const { timeZone } = await shopSettings(ctx.db);
  const window = { from: calendarDay(timeZone, from).from, until: calendarDay(timeZone, until).until };
  const sold = await taxesSold(ctx.db, window.from, window.until);
  const movements: TaxMovement[] = sold.map((one) => ({ ...one, kind: "sold" }));
  const all = [...movements, ...(await refunded(ctx, window))];
  return { timeZone, rows: taxReportRows(country === null ? all : all.filter((one) => one.country === country)) };
}

const batch = 500;

async function refunded(
  ctx: TenantCtx,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<TaxMovement[]> {
  const movements: TaxMovement[] = [];
  for (let after = ""; ;) {
    const refunds = await refundsBetween(ctx.db, { from, until, after, size: batch });
    const orders = await taxesOfOrders(
      ctx.db,
      refunds.map((refund) => refund.orderId),
    );
    for (const refund of refunds) {
      const order = orders.get(refund.orderId);
      if (order !== undefined) movements.push(...movementsOf(refund, order));
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
