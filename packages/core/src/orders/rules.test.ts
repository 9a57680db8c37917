import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decideRefund,
  leftOf,
  type LinePart,
  type Part,
  paymentStateOf,
  type Refundable,
  type RefundRequest,
  roundRefund,
} from "./rules.ts";

const amounts = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 5_000_000 }));

/** A part whose taxes are at most its gross. */
const part: fc.Arbitrary<Part> = fc
  .tuple(amounts, fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 3 }))
  .map(([gross, permille]) => ({ gross, taxes: permille.map((p) => Math.floor((gross * p) / 1000)), refunded: 0 }));

const order: fc.Arbitrary<Refundable> = fc
  .tuple(fc.array(fc.tuple(part, fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 5 }), part)
  .map(([lines, shipping]) => ({
    currency: "EUR",
    shipping,
    lines: lines.map(([line, quantity], i): LinePart => ({ ...line, id: `oln_${i}`, quantity, refundedQuantity: 0 })),
  }));

const wish = fc.record({
  line: fc.nat(),
  quantity: fc.integer({ min: 1, max: 5 }),
  shipping: fc.double({ min: 0, max: 1, noNaN: true }),
  free: fc.double({ min: 0, max: 1, noNaN: true }),
  kinds: fc.record({ lines: fc.boolean(), shipping: fc.boolean(), free: fc.boolean() }),
});

function apply(before: Refundable, decision: Extract<ReturnType<typeof decideRefund>, { kind: "refund" }>): Refundable {
  return {
    ...before,
    shipping: { ...before.shipping, refunded: before.shipping.refunded + decision.shipping.amount },
    lines: before.lines.map((line) => {
      const share = decision.lines.find((candidate) => candidate.orderLineId === line.id);
      if (share === undefined) return line;
      const refundedQuantity = line.refundedQuantity + share.quantity;
      return { ...line, refunded: line.refunded + share.amount, refundedQuantity };
    }),
  };
}

const taxOf = (whole: Refundable): number =>
  [...whole.lines, whole.shipping].flatMap((one) => one.taxes).reduce((sum, tax) => sum + tax, 0);

describe("refunds", () => {
  test("any sequence of partial refunds adds up to the order, tax included", () => {
    fc.assert(
      fc.property(order, fc.array(wish, { maxLength: 12 }), (start, wishes) => {
        let now = start;
        let amount = 0;
        let tax = 0;
        const take = (request: RefundRequest): void => {
          const decision = decideRefund(now, request);
          if (decision.kind !== "refund") return;
          expect(decision.tax).toBeGreaterThanOrEqual(0);
          expect(decision.tax).toBeLessThanOrEqual(taxOf(start));
          expect(decision.lines.reduce((sum, line) => sum + line.amount, decision.shipping.amount)).toBe(
            decision.amount,
          );
          now = apply(now, decision);
          expect(leftOf(now)).toBe(decision.remaining);
          for (const one of [...now.lines, now.shipping]) expect(one.refunded).toBeLessThanOrEqual(one.gross);
          amount += decision.amount;
          tax += decision.tax;
        };
        for (const { line, quantity, shipping, free, kinds } of wishes) {
          const chosen = now.lines[line % now.lines.length];
          const shippingLeft = now.shipping.gross - now.shipping.refunded;
          take({
            lines: kinds.lines && chosen !== undefined ? [{ orderLineId: chosen.id, quantity }] : [],
            shippingAmount: kinds.shipping ? Math.floor(shippingLeft * shipping) : 0,
            amount: kinds.free ? Math.floor(leftOf(now) * free) : 0,
          });
        }
        take({ lines: [], shippingAmount: 0, amount: leftOf(now) });
        expect(amount).toBe(leftOf(start));
        expect(tax).toBe(taxOf(start));
      }),
      { numRuns: 1_000 },
    );
  });

  const three: Refundable = {
    currency: "EUR",
    shipping: { gross: 500, taxes: [80], refunded: 0 },
    lines: [{ id: "oln_a", gross: 1000, taxes: [160], refunded: 0, quantity: 3, refundedQuantity: 0 }],
  };

  test("pieces are worth their share, the last one the rest", () => {
    const one = { lines: [{ orderLineId: "oln_a", quantity: 1 }], shippingAmount: 0, amount: 0 };
    const first = decideRefund(three, one);
    expect(first).toMatchObject({ kind: "refund", amount: 333, tax: 53, remaining: 1167 });
    const rest = { lines: [{ orderLineId: "oln_a", quantity: 2 }], shippingAmount: 0, amount: 0 };
    expect(first.kind === "refund" && decideRefund(apply(three, first), rest)).toMatchObject({ amount: 667, tax: 107 });
  });

  test("the same line twice counts as their sum", () => {
    const twice = [
      { orderLineId: "oln_a", quantity: 2 },
      { orderLineId: "oln_a", quantity: 2 },
    ];
    expect(decideRefund(three, { lines: twice, shippingAmount: 0, amount: 0 })).toEqual({
      kind: "too_many",
      orderLineId: "oln_a",
      left: 3,
    });
  });

  test.each([
    [{ lines: [], shippingAmount: 0, amount: 0 }, { kind: "nothing" }],
    [
      { lines: [], shippingAmount: 501, amount: 0 },
      { kind: "too_much", refundable: 1500 },
    ],
    [
      { lines: [], shippingAmount: 500, amount: 1001 },
      { kind: "too_much", refundable: 1500 },
    ],
    [{ lines: [{ orderLineId: "oln_x", quantity: 1 }], shippingAmount: 0, amount: 0 }, { kind: "unknown_line" }],
  ])("%j is refused", (request, decision) => {
    expect(decideRefund(three, request)).toMatchObject(decision);
  });

  test("the order's state follows the money", () => {
    expect([paymentStateOf(10, 0), paymentStateOf(10, 3), paymentStateOf(10, 10)]).toEqual([
      "paid",
      "partially_refunded",
      "refunded",
    ]);
  });
});

describe("money that goes back in multiples of a step", () => {
  const wishes = fc.array(fc.record({ part: fc.integer({ min: 1, max: 100 }), fails: fc.boolean() }), {
    maxLength: 30,
  });
  const whole = fc.integer({ min: 1, max: 30_000 });

  test("is a multiple each time, never more than came, and in the end all of it, whichever refunds failed", () => {
    fc.assert(
      fc.property(whole, fc.constantFrom(5, 10, 100), wishes, (due, step, asked) => {
        const round = (exact: number): number => Math.floor((exact + step / 2) / step) * step;
        const paid = round(due);
        const made: { readonly exact: number; readonly money: number }[] = [];
        const given = (): number => made.reduce((sum, one) => sum + one.exact, 0);
        const sent = (): number => made.reduce((sum, one) => sum + one.money, 0);
        const refund = (exact: number, fails: boolean): void => {
          const rounding = roundRefund(exact, { whole: due, given: given(), paid, sent: sent(), round });
          const money = exact + rounding;
          expect(money % step).toBe(0);
          expect(money).toBeGreaterThanOrEqual(0);
          expect(sent() + money).toBeLessThanOrEqual(paid);
          made.push({ exact, money });
          // What the provider was not asked for cannot fail; any other may, also long afterwards.
          const failing = made.findIndex((one) => one.money > 0);
          if (fails && failing !== -1) made.splice(failing, 1);
        };
        for (const { part, fails } of asked) {
          const exact = Math.floor(((due - given()) * part) / 100);
          if (exact > 0) refund(exact, fails);
        }
        if (given() < due) refund(due - given(), false);
        expect([given(), sent()]).toEqual([due, paid]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("stays within half a step of what all refunds so far give back", () => {
    const rule = { whole: 10_003, paid: 10_000, round: (exact: number) => Math.floor((exact + 5) / 10) * 10 };
    expect(roundRefund(4, { ...rule, given: 0, sent: 0 })).toBe(-4);
    expect(roundRefund(4, { ...rule, given: 4, sent: 0 })).toBe(6);
    expect(roundRefund(9_995, { ...rule, given: 8, sent: 10 })).toBe(-5);
  });
});
