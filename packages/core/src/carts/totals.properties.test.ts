/**
 * What must hold for every sale there is: promotions, taxes and refunds together, in currencies of 0, 2, 3 and 4
 * decimals. PROPERTY_RUNS says how many carts are drawn; `pnpm bench` draws 100,000.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Money, money } from "../kernel/money.ts";
import { applyCredit, type CreditOffer } from "../credit/rules.ts";
import { roundPayment } from "../kernel/cash.ts";
import { decideRefund, type Refundable, type RefundRequest, roundRefund } from "../orders/rules.ts";
import { chargeStep, toStripeAmount } from "../payments/adapters/stripe-amounts.ts";
import { applyPromotions } from "../promotions/rules/apply.ts";
import type { ActivePromotion, DiscountableLine, Situation } from "../promotions/rules/model.ts";
import { calculate, type Calculation, type CalculationInput } from "../tax/rules/calculate.ts";
import { treatmentOfCarried } from "../tax/rules/shipping-in-parts.ts";
import type { PricedLine, TaxTreatment } from "../tax/schemas.ts";
import { currencies, effect, tax, treatments, whole } from "../testing/random-sales.ts";

const numRuns = Number(process.env["PROPERTY_RUNS"] ?? 300);
const timeout = 1_200_000;

const drawn = fc.record({
  currency: fc.constantFrom(...currencies),
  taxIncluded: fc.boolean(),
  rounding: fc.record({
    level: fc.constantFrom("line" as const, "unit" as const, "order" as const),
    mode: fc.constantFrom("half-up" as const, "half-even" as const, "half-down" as const),
    severalTaxes: fc.constantFrom("each" as const, "together" as const),
  }),
  lines: fc.array(fc.tuple(whole(0, 300_000), whole(1, 30), whole(0, treatments.length - 1)), {
    minLength: 1,
    maxLength: 7,
  }),
  shipping: fc.option(whole(0, 5_000)),
  promotions: fc.array(fc.tuple(effect, fc.boolean(), whole(0, 3)), { maxLength: 4 }),
  /** Whether shipping is taxed like what it carries, in parts. */
  inParts: fc.boolean(),
  /** Balances of gift cards and store credit. */
  credits: fc.array(whole(0, 900_000), { maxLength: 3 }),
  refunds: fc.array(fc.tuple(whole(0, 6), whole(1, 8), whole(0, 100)), { maxLength: 5 }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

/** `order`: the places in the cart of the lines as they were drawn. */
function situationOf({ currency, lines, shipping }: Drawn, order: readonly number[]): Situation {
  return {
    at: new Date("2026-06-01T12:00:00Z"),
    currency,
    marketId: "mkt_a",
    channel: "web",
    country: "DE",
    groups: [],
    ordersBefore: null,
    shipping: shipping ?? 0,
    lines: order.map((i, place): DiscountableLine => {
      const [unitPrice, quantity] = lines[i] ?? [0, 1];
      return { id: `l${place}`, variantId: `var_${i}`, productId: `prd_${i}`, categoryIds: [], unitPrice, quantity };
    }),
  };
}

function promotionsOf({ promotions }: Drawn): ActivePromotion[] {
  return promotions.map(([what, combinable, priority], i) => ({
    id: `pro_${i}`,
    name: `P${i}`,
    trigger: "automatic",
    active: true,
    startsAt: null,
    endsAt: null,
    conditions: [],
    effect: what,
    combinable,
    exclusionGroup: null,
    priority,
    perCustomer: null,
    maxUses: null,
    budget: null,
    uses: 0,
    spentAmount: 0,
    usedByCustomer: null,
    code: null,
  }));
}

/** The sale as a cart computes it: promotions first, then taxes on what they leave. */
function inputOf(given: Drawn, order: readonly number[] = given.lines.map((_, i) => i)): CalculationInput {
  const { currency, taxIncluded, rounding, shipping } = given;
  const discounts = applyPromotions(situationOf(given, order), promotionsOf(given));
  const standard: TaxTreatment = { reason: "standard", taxes: [tax("standard", 190_000)] };
  const lines = order.map((i) => given.lines[i] ?? ([0, 1, 0] as const));
  const goods = lines.map(([unitPrice, quantity, treatment]) => {
    return { amount: unitPrice * quantity, treatment: treatments[treatment] ?? standard };
  });
  return {
    currency,
    taxIncluded,
    rounding,
    lines: lines.map(([unitPrice, quantity, treatment], i) => ({
      id: `l${i}`,
      unitPrice: money(unitPrice, currency),
      quantity,
      discount: money(discounts.lines.get(`l${i}`) ?? 0, currency),
      treatment: treatments[treatment] ?? standard,
    })),
    shipping:
      shipping === null
        ? null
        : {
            id: "shipping",
            unitPrice: money(shipping, currency),
            quantity: 1,
            discount: money(discounts.shipping, currency),
            treatment: (given.inParts ? treatmentOfCarried(goods) : null) ?? standard,
          },
  };
}

const added = (list: readonly { readonly amount: number }[]): number =>
  list.reduce((all, { amount }) => all + amount, 0);
const rowsOf = ({ lines, shipping }: Calculation): PricedLine[] =>
  shipping === null ? [...lines] : [...lines, shipping];

/** The names of what does not hold. */
const broken = (claims: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));

test(
  "net + tax = gross, lines make the order, taxes the tax lines; no discount exceeds what it discounts",
  { timeout },
  () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const answer = calculate(inputOf(given));
        const { totals, taxLines } = answer;
        const rows = rowsOf(answer);
        const ofAll = (what: "net" | "tax" | "gross" | "subtotal" | "discount") => added(rows.map((row) => row[what]));
        const offers = given.credits.map((balance, i): CreditOffer => {
          const kind = i === 0 ? "store_credit" : "gift_card";
          const account = { accountId: `crd_${i}` as const, last4: null, active: true, expiresAt: null };
          return { ...account, kind, currency: given.currency, balance };
        });
        const { credits, due } = applyCredit(totals.total.amount, given.currency, offers, new Date());
        const paid = added(credits.map(({ applied }) => applied));
        const charge = charged(due, given.currency);
        const shown = totals.items.amount + totals.shipping.amount - totals.discount.amount;
        const wrong = broken({
          "net + tax = gross in each line": rows.every((row) => row.net.amount + row.tax.amount === row.gross.amount),
          "a line's taxes are its tax": rows.every(
            (row) => added(row.taxes.map((one) => one.amount)) === row.tax.amount,
          ),
          "0 ≤ discount ≤ subtotal": rows.every(
            ({ discount, subtotal }) => discount.amount >= 0 && discount.amount <= subtotal.amount,
          ),
          // A discount after tax may take more than the net price, and leaves the tax.
          "nothing is negative": rows.every(
            (row) =>
              Math.min(row.discounts === "after_tax" ? 0 : row.net.amount, row.tax.amount, row.gross.amount) >= 0,
          ),
          "credit and money pay the total": due >= 0 && paid + due === totals.total.amount,
          "what is left can be charged": toStripeAmount(charge.due) !== undefined && charge.due.amount >= 0,
          "by the nearest amount": Math.abs(charge.rounding.amount) * 2 <= chargeStep(given.currency),
          "paid + charged = total + rounding":
            paid + charge.due.amount === totals.total.amount + charge.rounding.amount,
          "no credit pays more than it has": credits.every(
            ({ applied }, i) => applied.amount >= 0 && applied.amount <= (given.credits[i] ?? 0),
          ),
          "net + tax = total": totals.net.amount + totals.tax.amount === totals.total.amount,
          "lines = order": ofAll("gross") === totals.total.amount && ofAll("net") === totals.net.amount,
          "tax lines = tax": added(taxLines.map((one) => one.tax)) === totals.tax.amount,
          "discounts = discount": ofAll("discount") === totals.discount.amount,
          "what is shown is what is paid": shown + (given.taxIncluded ? 0 : totals.tax.amount) === totals.total.amount,
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns },
    );
  },
);

const charged = (exact: number, currency: Money["currency"]) =>
  roundPayment(money(exact, currency), { step: chargeStep(currency), mode: "half-up" });

/** A line as its stored figures say it. */
const asGiven = ({ id, quantity, unitPrice, discount, reason, taxes, discounts }: PricedLine) => ({
  id,
  quantity,
  unitPrice: money(unitPrice.amount, unitPrice.currency),
  discount: money(discount.amount, discount.currency),
  treatment: { reason, taxes, discounts },
});

test("computing again, or with the lines in another order, gives the same totals", { timeout }, () => {
  fc.assert(
    fc.property(drawn, (given) => {
      const input = inputOf(given);
      const once = calculate(input);
      const again = calculate({
        ...input,
        lines: once.lines.map(asGiven),
        shipping: once.shipping && asGiven(once.shipping),
      });
      // The whole way, promotions and shipping in parts included.
      const turned = calculate(
        inputOf(
          given,
          given.lines.map((_, i) => given.lines.length - 1 - i),
        ),
      );
      expect(again.totals).toEqual(once.totals);
      expect(turned.totals).toEqual(once.totals);
      expect(turned.taxLines.map((one) => one.tax.amount)).toEqual(once.taxLines.map((one) => one.tax.amount));
    }),
    { numRuns },
  );
});

function refundableOf({ lines, shipping }: Calculation, currency: Money["currency"]): Refundable {
  return {
    currency,
    lines: lines.map(({ id, quantity, gross, taxes }) => {
      return {
        id,
        quantity,
        refundedQuantity: 0,
        gross: gross.amount,
        taxes: taxes.map((one) => one.amount.amount),
        refunded: 0,
      };
    }),
    shipping: {
      gross: shipping?.gross.amount ?? 0,
      taxes: shipping?.taxes.map((one) => one.amount.amount) ?? [],
      refunded: 0,
    },
  };
}

/** The order after a refund, or as it was where the refund cannot be; and what went back. */
function refunded(order: Refundable, request: RefundRequest) {
  const decision = decideRefund(order, request);
  if (decision.kind !== "refund") return { order, amount: 0, tax: 0 };
  const of = new Map(decision.lines.map((line) => [line.orderLineId, line]));
  const lines = order.lines.map((line) => {
    const back = of.get(line.id);
    return {
      ...line,
      refunded: line.refunded + (back?.amount ?? 0),
      refundedQuantity: line.refundedQuantity + (back?.quantity ?? 0),
    };
  });
  const shipping = { ...order.shipping, refunded: order.shipping.refunded + decision.shipping.amount };
  return { order: { ...order, lines, shipping }, amount: decision.amount, tax: decision.tax };
}

test(
  "whatever is refunded bit by bit, the last refund makes it the order, to the minor unit and in each tax",
  { timeout },
  () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const answer = calculate(inputOf(given));
        let order = refundableOf(answer, given.currency);
        let [amount, taxes, sent] = [0, 0, 0];
        const whole = answer.totals.total.amount;
        const paid = charged(whole, given.currency).due.amount;
        const round = (exact: number): number => charged(exact, given.currency).due.amount;
        const take = (request: RefundRequest) => {
          const back = refunded(order, request);
          ({ order } = back);
          const backed = back.amount + roundRefund(back.amount, { whole, given: amount, paid, sent, round });
          expect(toStripeAmount(money(backed, given.currency))).toBeDefined();
          sent += backed;
          amount += back.amount;
          taxes += back.tax;
        };
        for (const [line, quantity, percent] of given.refunds) {
          const left = answer.totals.total.amount - amount;
          take({ lines: [{ orderLineId: `l${line}`, quantity }], shippingAmount: 0, amount: 0 });
          take({ lines: [], shippingAmount: 0, amount: Math.floor((left * percent) / 300) });
        }
        take({ lines: [], shippingAmount: 0, amount: answer.totals.total.amount - amount });
        // Where a discount after tax has left nothing to be paid, nothing can go back.
        const borne = added(
          rowsOf(answer).map(({ gross, tax: own }) => ({ amount: gross.amount === 0 ? 0 : own.amount })),
        );
        expect([amount, taxes, sent]).toEqual([whole, borne, paid]);
      }),
      { numRuns },
    );
  },
);
