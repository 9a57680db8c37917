/**
 * What a refund gives back. Money and each tax of a part (an order line, or the shipping) go back in proportion:
 * after `x` of `gross` has been refunded, exactly `round(tax · x / gross)` of a tax has. So whatever the sequence of
 * partial refunds, their sums are those of the order, to the minor unit.
 */
import { allocate } from "../kernel/allocate.ts";
import { type Money, money } from "../kernel/money.ts";

/** An order line or the shipping, with what of it has been refunded, refunds under way included. */
export interface Part {
  readonly gross: number;
  readonly taxes: readonly number[];
  readonly refunded: number;
}

export interface LinePart extends Part {
  readonly id: string;
  readonly quantity: number;
  readonly refundedQuantity: number;
}

export interface Refundable {
  readonly currency: Money["currency"];
  readonly lines: readonly LinePart[];
  readonly shipping: Part;
}

/** What is asked for: pieces of lines, an amount of the shipping, and a free amount over all that is left. */
export interface RefundRequest {
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
  readonly shippingAmount: number;
  readonly amount: number;
}

export interface Share {
  readonly amount: number;
  readonly tax: number;
}

const none: Share = { amount: 0, tax: 0 };

export type RefundDecision =
  | {
      readonly kind: "refund";
      readonly amount: number;
      readonly tax: number;
      readonly shipping: Share;
      readonly lines: readonly (Share & { readonly orderLineId: string; readonly quantity: number })[];
      /** What is left to refund afterwards. */
      readonly remaining: number;
    }
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown_line"; readonly orderLineId: string }
  | { readonly kind: "too_many"; readonly orderLineId: string; readonly left: number }
  | { readonly kind: "too_much"; readonly refundable: number };

/** How much of `whole` belongs to the first `x` of `of`: rounded half up, and all of it at the end. */
function upTo(whole: number, x: number, of: number, currency: Money["currency"]): number {
  return allocate(money(whole, currency), [x, of - x])[0]?.amount ?? 0;
}

/** The tax in a refund of `amount`, after what was refunded of the part before. */
function taxIn(part: Part, amount: number, currency: Money["currency"]): number {
  if (amount === 0) return 0;
  return part.taxes.reduce(
    (sum, tax) =>
      sum + upTo(tax, part.refunded + amount, part.gross, currency) - upTo(tax, part.refunded, part.gross, currency),
    0,
  );
}

/** What `quantity` more pieces of the line are worth; the last ones take all that is left. */
function worthOf(line: LinePart, quantity: number, currency: Money["currency"]): number {
  const left = line.gross - line.refunded;
  const after = line.refundedQuantity + quantity;
  if (after === line.quantity) return left;
  const share =
    upTo(line.gross, after, line.quantity, currency) - upTo(line.gross, line.refundedQuantity, line.quantity, currency);
  return Math.min(share, left);
}

export function leftOf(order: Refundable): number {
  return [...order.lines, order.shipping].reduce((sum, part) => sum + part.gross - part.refunded, 0);
}

/** Pieces per line, or what is wrong with them. */
function quantitiesOf(order: Refundable, request: RefundRequest): Map<string, number> | RefundDecision {
  const quantities = new Map<string, number>();
  for (const { orderLineId, quantity } of request.lines) {
    quantities.set(orderLineId, (quantities.get(orderLineId) ?? 0) + quantity);
  }
  for (const [orderLineId, quantity] of quantities) {
    const line = order.lines.find((candidate) => candidate.id === orderLineId);
    if (line === undefined) return { kind: "unknown_line", orderLineId };
    const left = line.quantity - line.refundedQuantity;
    if (quantity > left) return { kind: "too_many", orderLineId, left };
  }
  return quantities;
}

/** Decides what a refund comes to, line by line, or why it cannot be. */
export function decideRefund(order: Refundable, request: RefundRequest): RefundDecision {
  const { currency, lines, shipping } = order;
  const quantities = quantitiesOf(order, request);
  if (!(quantities instanceof Map)) return quantities;
  const refundable = leftOf(order);
  if (request.shippingAmount > shipping.gross - shipping.refunded) return { kind: "too_much", refundable };

  const asked = lines.map((line): { part: Part; direct: number } => {
    const quantity = quantities.get(line.id);
    return { part: line, direct: quantity === undefined ? 0 : worthOf(line, quantity, currency) };
  });
  const parts = [...asked, { part: shipping, direct: request.shippingAmount }];
  const left = parts.map(({ part, direct }) => part.gross - part.refunded - direct);
  if (request.amount > left.reduce((sum, rest) => sum + rest, 0)) return { kind: "too_much", refundable };
  const free = allocate(money(request.amount, currency), left);
  const shares = parts.map(({ part, direct }, i): Share => {
    const amount = direct + (free[i]?.amount ?? 0);
    return { amount, tax: taxIn(part, amount, currency) };
  });

  const amount = shares.reduce((sum, share) => sum + share.amount, 0);
  if (amount === 0) return { kind: "nothing" };
  return {
    kind: "refund",
    amount,
    tax: shares.reduce((sum, share) => sum + share.tax, 0),
    shipping: shares.at(-1) ?? none,
    lines: lines
      .map((line, i) => ({ orderLineId: line.id, quantity: quantities.get(line.id) ?? 0, ...(shares[i] ?? none) }))
      .filter((line) => line.quantity > 0 || line.amount > 0),
    remaining: refundable - amount,
  };
}

/** A payment as refunds of it see it: minor units, refunds under way included. */
export interface Repayment {
  /** What of the order it paid, before that was rounded, and what of this was given back. */
  readonly whole: number;
  readonly given: number;
  /** The money that came, and what of it was sent back. */
  readonly paid: number;
  readonly sent: number;
  readonly round: (exact: number) => number;
}

/**
 * What is added to a refund, or taken off, so that the provider can pay it back. Sent back is always what all that was
 * given back so far rounds to: so the last refund returns the rest of the money to the minor unit, whatever the others
 * were. A refund that failed leaves its money to the next.
 */
export function roundRefund(amount: number, { whole, given, paid, sent, round }: Repayment): number {
  const after = given + amount;
  const money = after === whole ? paid - sent : Math.min(Math.max(0, round(after) - sent), paid - sent);
  return money - amount;
}

/** An order's payment state, from what was refunded of its total. */
export function paymentStateOf(total: number, refunded: number): "paid" | "partially_refunded" | "refunded" {
  if (refunded === 0) return "paid";
  return refunded < total ? "partially_refunded" : "refunded";
}

/** A line's pieces: those sold, those that have left, and those that never will. */
export interface Delivery {
  readonly quantity: number;
  readonly fulfilled: number;
  readonly cancelled: number;
}

/** Pieces that wait to be shipped. */
export function waitingOf({ quantity, fulfilled, cancelled }: Delivery): number {
  return quantity - fulfilled - cancelled;
}

/** How far an order is on its way, from its lines: what was cancelled is not waited for. */
export function fulfilmentStateOf(lines: readonly Delivery[]): "unfulfilled" | "partly" | "fulfilled" {
  if (lines.every((line) => line.fulfilled === 0)) return "unfulfilled";
  return lines.every((line) => waitingOf(line) === 0) ? "fulfilled" : "partly";
}
