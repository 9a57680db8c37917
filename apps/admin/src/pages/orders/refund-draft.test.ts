import { expect, test } from "vitest";
import { emptyDraft, refundWhat, shippingLeft } from "./refund-draft.ts";

const eur = (amount: number) => ({ amount, currency: "EUR" as const });
const line = {
  id: "oln_00000000000000000000000001" as const,
  variantId: "var_00000000000000000000000001" as const,
  sku: null,
  title: "Lamp",
  options: "",
  quantity: 2,
  unitPrice: eur(1_000),
  lineTotal: eur(2_000),
  tax: eur(319),
  gross: eur(2_000),
  refundedQuantity: 0,
  refunded: eur(0),
};
const totals = { items: eur(2_000), shipping: eur(490), tax: eur(397), total: eur(2_490), taxIncluded: true };
const order = { lines: [line], totals, shippingTax: eur(78), shippingRefunded: eur(0) };

test("nothing chosen is nothing to ask for", () => {
  expect(refundWhat(emptyDraft, order, "EUR", "en")).toBeUndefined();
  for (const amountText of ["", "0", "-1", "abc", "1.005"]) {
    expect(refundWhat({ ...emptyDraft, by: "amount", amountText }, order, "EUR", "en")).toBeUndefined();
  }
});

test("pieces and shipping go together", () => {
  const draft = { ...emptyDraft, quantities: { [line.id]: 1, oln_gone: 3 }, shipping: true };
  expect(refundWhat(draft, order, "EUR", "en")).toEqual({
    lines: [{ orderLineId: line.id, quantity: 1 }],
    shippingAmount: 490,
    amount: 0,
  });
});

test("a free amount leaves lines and shipping alone", () => {
  const draft = { by: "amount" as const, quantities: { [line.id]: 2 }, shipping: true, amountText: "12,34" };
  expect(refundWhat(draft, order, "EUR", "de")).toEqual({ lines: [], shippingAmount: 0, amount: 1_234 });
});

test("shipping is given back with its tax, and once only", () => {
  expect(shippingLeft(order)).toBe(490);
  expect(shippingLeft({ ...order, totals: { ...totals, taxIncluded: false } })).toBe(568);
  expect(shippingLeft({ ...order, shippingRefunded: eur(490) })).toBe(0);
});
