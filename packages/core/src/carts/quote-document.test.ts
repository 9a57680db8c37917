import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CartDocumentInput } from "./document-schemas.ts";
import { quoteDocument } from "./quote-document.ts";

const now = new Date("2026-03-09T12:00:00Z");
const vat = [{ name: "VAT", percent: "19" }];
const cups = { id: "cup", unitPrice: "20.00", quantity: 3, product: "cup", categories: ["kitchen"], taxes: vat };
const pot = { id: "pot", unitPrice: "50.00", taxes: vat };
const base: CartDocumentInput = { currency: "EUR", taxIncluded: true, lines: [cups, pot] };

describe("a cart as a document", () => {
  it("takes price lists, then promotions, then its own discounts, then credit", () => {
    const answer = quoteDocument(
      {
        ...base,
        customer: { groups: ["trade"], ordersBefore: 0 },
        lines: [{ ...cups, discount: "1.00" }, pot],
        shipping: [{ unitPrice: "4.90", taxes: vat }],
        priceLists: [
          { name: "Trade", priority: 5, customerGroups: ["trade"], changes: [{ from: 3, percent: "-10" }] },
          { name: "Pots", prices: [{ line: "pot", price: "45.00" }] },
        ],
        promotions: [
          {
            name: "Kitchen",
            effect: { kind: "line_percentage", percent: "50", of: { categories: ["kitchen"] } },
            priority: 200,
          },
          { name: "Welcome", conditions: [{ kind: "first_order" }], effect: { kind: "free_shipping" } },
          { name: "Ten", code: "TEN", effect: { kind: "order_amount", amount: "10.00" } },
          { name: "Big", conditions: [{ kind: "order_minimum", amount: "500.00" }], effect: { kind: "free_shipping" } },
        ],
        codes: ["ten", "nobody"],
        giftCards: [
          { name: "old", balance: "5.00", expiresAt: "2026-01-01T00:00:00Z" },
          { name: "new", balance: 1500 },
        ],
        storeCredit: "2.00",
      },
      now,
    );
    // 3 × 18.00 − 27.00, 45.00; 10.00 of 72.00 off both; 1.00 off the cups.
    expect(answer.lines.map(({ gross }) => gross.amount)).toEqual([2700 - 375 - 100, 4500 - 625]);
    expect(answer.shipping?.gross.amount).toBe(0);
    expect(answer.totals.total.amount).toBe(6100);
    expect(answer.promotions.map(({ name, amount }) => [name, amount.amount])).toEqual([
      ["Kitchen", 2700],
      ["Ten", 1000],
      ["Welcome", 490],
    ]);
    expect(answer.refused).toEqual([{ name: "Big", code: null, reason: "order_minimum" }]);
    expect(answer.codes).toEqual([
      { code: "TEN", state: "applied" },
      { code: "NOBODY", state: "unknown" },
    ]);
    expect(answer.credits.map(({ name, paid, reason }) => [name, paid.amount, reason])).toEqual([
      ["store credit", 200, null],
      ["old", 0, "expired"],
      ["new", 1500, null],
    ]);
    expect(answer.due.amount).toBe(4400);
    const outcomes = (line: string) =>
      answer.prices
        .find((price) => price.line === line)
        ?.trace.flatMap((step) => (step.step === "candidate" ? [`${step.listName ?? "own"} ${step.outcome}`] : []));
    expect(outcomes("cup")).toEqual(["Trade chosen", "Pots absent", "own absent", "own outranked"]);
    expect(outcomes("pot")).toEqual(["Trade quantity_too_low", "Pots chosen", "own absent", "own outranked"]);
  });

  it("looks at windows, limits, budgets and who buys", () => {
    const reasonOf = (promotion: object, more: Partial<CartDocumentInput> = {}) =>
      quoteDocument(
        { ...base, ...more, promotions: [{ name: "p", effect: { kind: "free_shipping" }, ...promotion }] },
        now,
      ).refused[0]?.reason;
    expect(reasonOf({ endsAt: "2026-01-01T00:00:00Z" })).toBe("ended");
    expect(reasonOf({ endsAt: "2026-01-01T00:00:00Z" }, { at: "2025-12-24T00:00:00Z" })).toBe("nothing_to_discount");
    expect(reasonOf({ maxUses: 3, uses: 3 })).toBe("used_up");
    expect(reasonOf({ conditions: [{ kind: "first_order" }] })).toBe("customer_unknown");
    const tenth = { effect: { kind: "order_percentage", percent: "10" } };
    expect(reasonOf({ ...tenth, budget: "50.00", spent: "45.00" })).toBe("budget_spent");
    expect(reasonOf({ ...tenth, perCustomer: 1, usesByCustomer: 1 }, { customer: { ordersBefore: 1 } })).toBe(
      "customer_limit",
    );
  });

  it("refuses two lines of one name, prices for lines that are not there, and words that it does not know", () => {
    expect(() => quoteDocument({ ...base, lines: [cups, cups] }, now)).toThrow("two lines are called “cup”");
    const prices = [{ line: "pan", price: 1 }];
    expect(() => quoteDocument({ ...base, priceLists: [{ name: "x", prices }] }, now)).toThrow("“pan”");
    const misspelt = { ...base, promotion: [] };
    expect(() => quoteDocument(misspelt, now)).toThrow(/promotion/);
  });

  it("adds up, and never takes off more than there is, whatever promotions meet", () => {
    const percent = fc.integer({ min: 1, max: 100 }).map(String);
    const amount = fc.integer({ min: 1, max: 20_000 });
    const effect = fc.oneof(
      percent.map((value) => ({ kind: "order_percentage" as const, percent: value })),
      amount.map((value) => ({ kind: "order_amount" as const, amount: value })),
      amount.map((value) => ({ kind: "line_amount" as const, amount: value })),
      percent.map((value) => ({ kind: "line_percentage" as const, percent: value })),
      fc.constant({ kind: "free_shipping" as const }),
    );
    const lines = fc.array(
      fc.record({
        unitPrice: fc.integer({ min: 0, max: 50_000 }),
        quantity: fc.integer({ min: 1, max: 9 }),
        taxes: fc.constantFrom([], vat),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, fc.array(effect, { maxLength: 6 }), amount, fc.boolean(), (given, effects, card, included) => {
        const promotions = effects.map((one, i) => ({ name: `p${i}`, effect: one }));
        const answer = quoteDocument(
          {
            currency: "JPY",
            taxIncluded: included,
            lines: given,
            shipping: [{ unitPrice: 500, taxes: vat }],
            promotions,
            giftCards: [{ name: "card", balance: card }],
          },
          now,
        );
        const { items, shipping, discount, net, tax, total } = answer.totals;
        expect(discount.amount).toBe(answer.promotions.reduce((sum, one) => sum + one.amount.amount, 0));
        expect(discount.amount).toBeLessThanOrEqual(items.amount + shipping.amount);
        expect(net.amount + tax.amount).toBe(total.amount);
        const paid = answer.credits.reduce((sum, one) => sum + one.paid.amount, 0);
        expect(paid + answer.due.amount).toBe(total.amount);
      }),
      { numRuns: 200 },
    );
  });
});
