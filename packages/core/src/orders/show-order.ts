import { fulfilmentsOf, fulfilmentsPart } from "../fulfilment/index.ts";
import type { Fulfilment } from "../fulfilment/schemas.ts";
import { notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { paymentBy, refundsOf, showPayment } from "../payments/index.ts";
import type { Db } from "../platform/db.ts";
import { type Part, readPart, together } from "../platform/parts.ts";
import {
  inCurrency,
  orderBy,
  orderIdBy,
  orderPart,
  type OrderRow,
  toLine,
  toSummary,
  toTaxLines,
  transitionsOf,
} from "./queries/orders.ts";
import { roundingIn } from "./refund-shares.ts";
import { leftOf, type Refundable } from "./rules.ts";
import type { Order, OrderStatus } from "./schemas.ts";

const sum = (taxes: readonly { readonly amount: number }[]): number => taxes.reduce((all, tax) => all + tax.amount, 0);

/** What the rules of refunds need to know of an order. */
export function refundableOf(head: OrderRow): Refundable {
  const { currency } = inCurrency(head)(0);
  return {
    currency,
    lines: head.lines.map((line) => ({
      id: line.id,
      gross: line.gross_amount,
      taxes: line.taxes.map((tax) => tax.amount),
      refunded: line.refunded_amount,
      quantity: line.quantity,
      refundedQuantity: line.refunded_quantity,
    })),
    shipping: {
      gross: head.shipping_gross,
      taxes: head.shipping_taxes.map((tax) => tax.amount),
      refunded: head.shipping_refunded,
    },
  };
}

function totalsOf(head: OrderRow): Order["totals"] {
  const amount = inCurrency(head);
  return {
    items: amount(head.items_amount),
    discount: amount(head.discount_amount),
    shipping: amount(head.shipping_amount),
    tax: amount(head.tax_amount),
    total: amount(head.total_amount),
    taxIncluded: head.tax_included,
  };
}

/** What was taken off and how it was paid beside money, from the snapshot; older ones know of neither. */
function reductionsOf({
  quote,
}: OrderRow): Pick<Order, "discounts" | "refusedPromotions" | "credits" | "paymentRounding" | "due"> {
  const stored: Partial<Pick<Order, "discounts" | "refusedPromotions" | "credits" | "due">> = quote;
  return {
    paymentRounding: roundingIn(quote),
    due: stored.due ?? quote.totals.total,
    discounts: stored.discounts ?? [],
    refusedPromotions: stored.refusedPromotions ?? [],
    credits: stored.credits ?? [],
  };
}

/** Who bought, where that was a company; snapshots from before there were companies do not say. */
function companyOf({ quote }: OrderRow): Order["company"] {
  return (quote as Partial<Pick<typeof quote, "company">>).company ?? null;
}

/** An order with everything that belongs to it, for staff and for messages. */
export async function showOrder(db: Db<"tenant">, orderId: Id<"ord">): Promise<Order> {
  const head = await orderBy(db, "id", orderId);
  if (head === undefined) throw notFound("order");
  const payment = await paymentBy(db, "checkout_id", head.checkout_id);
  const amount = inCurrency(head);
  return {
    ...toSummary(head),
    version: head.version,
    checkoutId: head.checkout_id as Id<"chk">,
    market: { id: head.market_id as Id<"mkt">, name: head.market_name },
    locale: head.locale,
    company: companyOf(head),
    shippingAddress: head.address,
    shippingMethod: head.shipping_name,
    lines: head.lines.map((line) => toLine(line, amount)),
    shippingGross: amount(head.shipping_gross),
    shippingTax: amount(sum(head.shipping_taxes)),
    shippingRefunded: amount(head.shipping_refunded),
    taxLines: toTaxLines(head),
    totals: totalsOf(head),
    ...reductionsOf(head),
    exchangeRates: head.quote.exchangeRates,
    payments: payment === undefined ? [] : [showPayment(payment)],
    refunds: payment === undefined ? [] : await refundsOf(db, payment.id),
    refundable: amount(leftOf(refundableOf(head))),
    consent: head.consent,
    fulfilments: await fulfilmentsOf(db, head.id),
    transitions: await transitionsOf(db, head),
  };
}

/** An order as its shopper sees it; null when there is none. */
export function showStatus(db: Db<"tenant">, key: "id" | "token", value: string): Promise<ShownStatus | null> {
  return readPart(db, statusPart(key, value));
}

/** The same, to be read with others. */
export function statusPart(key: "id" | "token" | "checkout_id", value: string): Part<ShownStatus | null> {
  const parts = { head: orderPart(key, value), parcels: fulfilmentsPart(orderIdBy({ value }, key)) };
  return together(parts, ({ head, parcels }) => (head === undefined ? null : statusOf(head, parcels)));
}

type ShownStatus = OrderStatus & { token: string };

function statusOf(head: OrderRow, parcels: readonly Fulfilment[]): ShownStatus {
  const amount = inCurrency(head);
  const { number, placedAt, email, paymentState, fulfilmentState, refunded, cancelledAt } = toSummary(head);
  const lines = new Map(head.lines.map((line) => [line.id, line]));
  return {
    number,
    placedAt,
    locale: head.locale,
    email,
    paymentState,
    fulfilmentState,
    shippingAddress: head.address,
    shippingMethod: head.shipping_name,
    lines: head.lines.map((line) => toLine(line, amount)),
    taxLines: toTaxLines(head),
    totals: totalsOf(head),
    discounts: reductionsOf(head).discounts,
    credits: reductionsOf(head).credits,
    paymentRounding: roundingIn(head.quote),
    due: reductionsOf(head).due,
    refunded,
    cancelledAt,
    fulfilments: parcels
      .filter((parcel) => parcel.state !== "cancelled")
      .map((parcel) => ({
        ...parcel,
        lines: parcel.lines.map(({ orderLineId, quantity }) => {
          const { title = "", options = "" } = lines.get(orderLineId) ?? {};
          return { title, options, quantity };
        }),
      })),
    token: head.token,
  };
}
