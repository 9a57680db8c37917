import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate } from "../../kernel/allocate.ts";
import { money } from "../../kernel/money.ts";
import type { Effect } from "../schemas.ts";
import { all, cart, line, of, promotion } from "./apply.examples.ts";
import { applyPromotions } from "./apply.ts";
import type { ActivePromotion } from "./model.ts";
import { share, split } from "./split.ts";

const amounts = fc.integer({ min: 0, max: 10_000_000 });
const anyLine = fc.record({ price: amounts, quantity: fc.integer({ min: 1, max: 50 }) });
const ppm = fc.integer({ min: 1, max: 1_000_000 });
const selection = fc.oneof(
  fc.constant(all),
  fc.subarray(["var_00", "var_01", "var_02", "var_03"], { minLength: 1 }).map((ids) => of(...ids)),
);
const pieces = fc.record({ quantity: fc.integer({ min: 1, max: 4 }), of: selection });
const most = fc.option(fc.integer({ min: 1, max: 5 }));
const anyEffect = (currency: "JPY" | "EUR" | "KWD" | "CLF"): fc.Arbitrary<Effect> => {
  const priced = amounts.map((amount) => [{ amount: amount + 1, currency }]);
  const tier = fc.record({ from: fc.integer({ min: 1, max: 20 }), ppm });
  return fc.oneof(
    fc.record({ kind: fc.constant("order_percentage" as const), ppm }),
    fc.record({ kind: fc.constant("order_amount" as const), amounts: priced }),
    fc.record({ kind: fc.constant("line_percentage" as const), ppm, of: selection }),
    fc.record({ kind: fc.constant("line_amount" as const), amounts: priced, of: selection }),
    fc.record({ kind: fc.constant("buy_get" as const), buy: pieces, get: pieces, ppm, most }),
    fc.record({
      kind: fc.constant("bundle" as const),
      parts: fc.array(pieces, { minLength: 1, maxLength: 3 }),
      amounts: priced,
      most,
    }),
    fc.record({
      kind: fc.constant("tiered_spend" as const),
      tiers: fc.array(fc.record({ from: priced, ppm }), { minLength: 1, maxLength: 3 }),
      of: selection,
    }),
    fc.record({
      kind: fc.constant("tiered_quantity" as const),
      tiers: fc.array(tier, { minLength: 1, maxLength: 3 }),
      of: selection,
    }),
    fc.record({ kind: fc.constant("free_shipping" as const) }),
  );
};
const anyCase = fc.constantFrom("JPY", "EUR", "KWD", "CLF").chain((currency) =>
  fc.record({
    situation: fc
      .record({ lines: fc.array(anyLine, { maxLength: 12 }), shipping: amounts })
      .map(({ lines, shipping }) =>
        cart(
          lines.map(({ price, quantity }, i) => line(String(i).padStart(2, "0"), price, quantity)),
          { currency, shipping },
        ),
      ),
    promotions: fc.array(
      fc.record({
        effect: anyEffect(currency),
        combinable: fc.boolean(),
        exclusionGroup: fc.constantFrom(null, "x", "y"),
        priority: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 8 },
    ),
  }),
);
const named = ({ promotions }: { promotions: readonly (Partial<ActivePromotion> & { effect: Effect })[] }) =>
  promotions.map(({ effect, ...more }, i) => promotion(String(i), effect, more));
const plain = (result: ReturnType<typeof applyPromotions>) => ({
  lines: [...result.lines].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  shipping: result.shipping,
  applied: result.applied.map(({ promotion: { id }, amount }) => [id, amount]),
  refused: result.refused.map(({ promotion: { id }, reason }) => [id, reason]),
});

describe("in any cart", () => {
  test("no line and no shipping is discounted by more than it costs, and the parts are the whole", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { situation } = given;
        const result = applyPromotions(situation, named(given));
        for (const { id, unitPrice, quantity } of situation.lines) {
          const taken = result.lines.get(id) ?? 0;
          expect(taken).toBeGreaterThanOrEqual(0);
          expect(taken).toBeLessThanOrEqual(unitPrice * quantity);
        }
        expect(result.shipping).toBeGreaterThanOrEqual(0);
        expect(result.shipping).toBeLessThanOrEqual(situation.shipping);
        const lines = [...result.lines.values()].reduce((sum, one) => sum + one, 0);
        expect(lines + result.shipping).toBe(result.total);
        for (const { amount, lines: parts, shipping } of result.applied) {
          expect(amount).toBeGreaterThan(0);
          expect([...parts.values()].reduce((sum, one) => sum + one, shipping)).toBe(amount);
        }
        expect(result.applied.length + result.refused.length).toBe(given.promotions.length);
      }),
      { numRuns: 2_000 },
    );
  });

  test("neither the order of lines nor that of promotions decides anything", () => {
    fc.assert(
      fc.property(anyCase, fc.infiniteStream(fc.nat()), (given, numbers) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => ({ item, key: numbers.next().value ?? 0 }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const promotions = named(given);
        const other = { ...given.situation, lines: shuffled(given.situation.lines) };
        expect(plain(applyPromotions(other, shuffled(promotions)))).toEqual(
          plain(applyPromotions(given.situation, promotions)),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test("at most one of a group, and nothing beside one that does not combine", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const applied = applyPromotions(given.situation, named(given)).applied.map((one) => one.promotion);
        if (applied.some(({ combinable }) => !combinable)) expect(applied).toHaveLength(1);
        const groups = applied.flatMap(({ exclusionGroup }) => exclusionGroup ?? []);
        expect(new Set(groups).size).toBe(groups.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

test("splitting and sharing agree with exact arithmetic, however large the amounts", () => {
  const any = fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 5_000_000_000_000 }));
  fc.assert(
    fc.property(any, fc.array(any, { minLength: 1, maxLength: 9 }), (amount, weights) => {
      expect(split(amount, weights)).toEqual(allocate(money(amount, "EUR"), weights).map((part) => part.amount));
      const den = Math.max(1, ...weights);
      const exact = (BigInt(amount) * BigInt(weights[0] ?? 0) * 2n + BigInt(den)) / (BigInt(den) * 2n);
      expect(share(amount, weights[0] ?? 0, den)).toBe(Number(exact));
    }),
  );
});
