import { expect, test } from "vitest";
import { emptyDraft, refundWhat, shippingLeft } from "./refund-draft.ts";

const eur = (amount: number) => ({ amount, currency: "EUR" as const });
const line = { id: "oln_00000000000000000000000001" as const };
const order = { lines: [line], shippingGross: eur(490), shippingRefunded: eur(0) };

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

test("shipping is given back once only", () => {
  expect(shippingLeft(order)).toBe(490);
  expect(shippingLeft({ ...order, shippingRefunded: eur(490) })).toBe(0);
});
