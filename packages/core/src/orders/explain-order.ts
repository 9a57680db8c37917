import { recalculate } from "../carts/index.ts";
import { roundPayment } from "../kernel/cash.ts";
import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { OrderExplanation } from "./explain-schemas.ts";
import { inCurrency, orderBy, type OrderRow } from "./queries/orders.ts";
import { GetOrder } from "./schemas.ts";

type Difference = OrderExplanation["differences"][number];
type Recalculated = ReturnType<typeof recalculate>;

/**
 * How each amount of an order came about, from the order alone: no price, rate, promotion or setting of today is
 * read. Its figures are computed anew from the snapshot and held against what is stored.
 */
export const explainOrder = read(
  "orders.explain",
  { access: { staff: "orders.read" }, input: GetOrder, output: OrderExplanation },
  async (ctx: TenantCtx, { id }) => {
    const head = await orderBy(ctx.db, "id", id);
    if (head === undefined) throw notFound("order");
    return explained(head);
  },
);

function explained(head: OrderRow): OrderExplanation {
  const { quote } = head;
  const again = recalculate(quote);
  const differences = differencesOf(head, again);
  const { items, discount, shipping, net, tax, total } = again.totals;
  return {
    id: head.id as OrderExplanation["id"],
    agrees: differences.length === 0,
    differences,
    recalculated: { items, discount, shipping, net, tax, total },
    quotedAt: quote.quotedAt,
    market: quote.marketName,
    destination: quote.trace.destination,
    taxIncluded: quote.totals.taxIncluded,
    rounding: quote.rounding,
    // Orders from before there were engines do not say.
    taxSource: (quote as Partial<typeof quote>).taxSource ?? { kind: "builtin" },
    decision: quote.trace.decision,
    unionSale: quote.trace.unionSale,
    importValue: quote.trace.importValue,
    lines: head.lines.flatMap(({ id }, i) => {
      const line = quote.lines[i];
      const price = quote.trace.lines.find(({ variantId }) => variantId === line?.variantId)?.price ?? [];
      return line === undefined ? [] : [{ ...line, id: id as `oln_${string}`, price }];
    }),
    shipping: shippingOf(quote),
    taxLines: quote.taxLines,
    promotions: quote.trace.promotions,
    refusedPromotions: quote.refusedPromotions,
    credits: quote.credits,
    paymentRounding: quote.trace.paymentRounding,
    exchangeRates: quote.exchangeRates,
  };
}

/** Orders from before shipping was converted have not kept how its price came about. */
function shippingOf({ shipping, trace }: OrderRow["quote"]): OrderExplanation["shipping"] {
  const kept: Partial<NonNullable<typeof trace.shipping>> = trace.shipping ?? {};
  const { freeAbove = null, price = [], freeAboveSteps = [] } = kept;
  return { ...shipping, freeAbove, price, freeAboveSteps };
}

/** What is stored in the order's own columns, against what comes out of its snapshot. */
function differencesOf(head: OrderRow, { lines, shipping, totals }: Recalculated): Difference[] {
  const amount = inCurrency(head);
  const found: Difference[] = [];
  const compare = (what: Omit<Difference, "stored" | "recalculated">, stored: number, now: number | undefined) => {
    if (stored !== now) found.push({ ...what, stored: amount(stored), recalculated: amount(now ?? 0) });
  };
  for (const [i, row] of head.lines.entries()) {
    const line = { of: "line" as const, lineId: row.id as `oln_${string}` };
    compare({ ...line, figure: "discount" }, row.discount_amount, lines[i]?.discount.amount);
    compare({ ...line, figure: "tax" }, row.tax_amount, lines[i]?.tax.amount);
    compare({ ...line, figure: "gross" }, row.gross_amount, lines[i]?.gross.amount);
  }
  compare({ of: "shipping", lineId: null, figure: "gross" }, head.shipping_gross, shipping?.gross.amount);
  const order = { of: "order" as const, lineId: null };
  compare({ ...order, figure: "items" }, head.items_amount, totals.items.amount);
  compare({ ...order, figure: "discount" }, head.discount_amount, totals.discount.amount);
  compare({ ...order, figure: "shipping" }, head.shipping_amount, totals.shipping.amount);
  compare({ ...order, figure: "net" }, head.total_amount - head.tax_amount, totals.net.amount);
  compare({ ...order, figure: "tax" }, head.tax_amount, totals.tax.amount);
  compare({ ...order, figure: "total" }, head.total_amount, totals.total.amount);
  const { paymentRounding: rule } = head.quote.trace;
  if (rule === undefined) return found;
  const left = totals.total.amount - head.credit_amount;
  const { due } = roundPayment(amount(left), { step: rule.step.amount, mode: rule.mode });
  compare({ ...order, figure: "due" }, head.quote.due.amount, due.amount);
  return found;
}
