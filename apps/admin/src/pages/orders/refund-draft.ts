import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { parseMoney } from "../../lib/decimal.ts";
import type { WireMoney } from "../../lib/format.ts";
import type { Order } from "./types.ts";

/** What is being typed into the refund dialog. */
export interface RefundDraft {
  readonly by: "lines" | "amount";
  /** Pieces by order line. */
  readonly quantities: Readonly<Record<string, number>>;
  readonly shipping: boolean;
  readonly amountText: string;
}

export const emptyDraft: RefundDraft = { by: "lines", quantities: {}, shipping: false, amountText: "" };

export interface RefundWhat {
  readonly lines: { readonly orderLineId: Order["lines"][number]["id"]; readonly quantity: number }[];
  readonly shippingAmount: number;
  readonly amount: number;
}

interface Refundable {
  readonly lines: readonly Pick<Order["lines"][number], "id">[];
  readonly shippingGross: WireMoney;
  readonly shippingRefunded: WireMoney;
}

/** Shipping that has not been given back yet, tax included, in minor units. */
export function shippingLeft({ shippingGross, shippingRefunded }: Refundable): number {
  return Math.max(0, shippingGross.amount - shippingRefunded.amount);
}

/** What to ask the server for, or undefined while nothing sensible is chosen. */
export function refundWhat(
  draft: RefundDraft,
  order: Refundable,
  currency: ActiveCurrencyCode,
  language: string,
): RefundWhat | undefined {
  if (draft.by === "amount") {
    const typed = parseMoney(draft.amountText, currency, language);
    return typed === undefined || typed.amount <= 0
      ? undefined
      : { lines: [], shippingAmount: 0, amount: typed.amount };
  }
  const lines = order.lines.flatMap(({ id }) => {
    const quantity = draft.quantities[id] ?? 0;
    return quantity > 0 ? [{ orderLineId: id, quantity }] : [];
  });
  const shippingAmount = draft.shipping ? shippingLeft(order) : 0;
  return lines.length === 0 && shippingAmount === 0 ? undefined : { lines, shippingAmount, amount: 0 };
}
