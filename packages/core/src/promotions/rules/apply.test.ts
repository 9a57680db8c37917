import { describe, expect, test } from "vitest";
import type { Effect } from "../schemas.ts";
import { applyPromotions } from "./apply.ts";
import { all, cart, euros, line, of, promotion } from "./apply.examples.ts";
import type { ActivePromotion, Situation } from "./model.ts";

const percent = (n: number): Effect => ({ kind: "order_percentage", ppm: n * 10_000 });
const off = (situation: Situation, ...promotions: ActivePromotion[]) => applyPromotions(situation, promotions);
const linesOf = (situation: Situation, effect: Effect) => {
  const { lines } = off(situation, promotion("p", effect));
  return situation.lines.map(({ id }) => lines.get(id) ?? 0);
};
const reasons = (situation: Situation, ...promotions: ActivePromotion[]) =>
  off(situation, ...promotions).refused.map(({ promotion: { name }, reason }) => `${name}: ${reason}`);

describe("effects", () => {
  test("a percentage of the order is rounded once and spread by largest remainder", () => {
    expect(linesOf(cart([line("a", 333), line("b", 333), line("c", 333)]), percent(10))).toEqual([34, 33, 33]);
  });

  test("a fixed amount never exceeds the order", () => {
    const three = cart([line("a", 100), line("b", 200)]);
    expect(linesOf(three, { kind: "order_amount", amounts: euros(100) })).toEqual([33, 67]);
    expect(linesOf(three, { kind: "order_amount", amounts: euros(9_999) })).toEqual([100, 200]);
  });

  test("lines: percentage and amount off each piece of what is selected", () => {
    const two = cart([line("a", 1_005, 3), line("b", 200)]);
    expect(linesOf(two, { kind: "line_percentage", ppm: 100_000, of: of("var_a") })).toEqual([302, 0]);
    expect(linesOf(two, { kind: "line_amount", amounts: euros(300), of: all })).toEqual([900, 200]);
    const category: Effect = { kind: "line_percentage", ppm: 500_000, of: { kind: "categories", ids: ["cat_b"] } };
    expect(linesOf(two, category)).toEqual([0, 100]);
  });

  test("buy two get one: the cheapest pieces, as often as it fits", () => {
    const effect: Effect = {
      kind: "buy_get",
      buy: { quantity: 2, of: all },
      get: { quantity: 1, of: all },
      ppm: 1_000_000,
      most: null,
    };
    expect(linesOf(cart([line("a", 500, 5), line("b", 300, 2)]), effect)).toEqual([0, 600]);
    expect(linesOf(cart([line("a", 500, 2)]), effect)).toEqual([0]);
    expect(linesOf(cart([line("a", 500, 9)]), { ...effect, most: 2 })).toEqual([1_000]);
  });

  test("buy x get y of another kind keeps what the first kind needs", () => {
    const effect: Effect = {
      kind: "buy_get",
      buy: { quantity: 1, of: of("var_a") },
      get: { quantity: 1, of: of("var_a", "var_b") },
      ppm: 500_000,
      most: null,
    };
    // The one `a` is bought, so that it is `b`, though dearer, that gets cheaper.
    expect(linesOf(cart([line("a", 100), line("b", 900)]), effect)).toEqual([0, 450]);
    expect(linesOf(cart([line("b", 900, 4)]), effect)).toEqual([0]);
  });

  test("a bundle costs its price, as many times as its parts last", () => {
    const effect: Effect = {
      kind: "bundle",
      parts: [
        { quantity: 1, of: of("var_a") },
        { quantity: 2, of: of("var_b") },
      ],
      amounts: euros(1_000),
      most: null,
    };
    const off_ = linesOf(cart([line("a", 900, 3), line("b", 250, 5)]), effect);
    expect(off_[0]! + off_[1]!).toBe(2 * (900 + 500 - 1_000));
    expect(linesOf(cart([line("a", 300), line("b", 250, 2)]), effect)).toEqual([0, 0]);
  });

  test("steps: the highest that is reached", () => {
    const spend: Effect = {
      kind: "tiered_spend",
      tiers: [
        { from: euros(1_000), ppm: 50_000 },
        { from: euros(2_000), ppm: 100_000 },
      ],
      of: all,
    };
    expect(linesOf(cart([line("a", 999)]), spend)).toEqual([0]);
    expect(linesOf(cart([line("a", 1_000)]), spend)).toEqual([50]);
    expect(linesOf(cart([line("a", 2_000)]), spend)).toEqual([200]);
    const pieces: Effect = { kind: "tiered_quantity", tiers: [{ from: 3, ppm: 100_000 }], of: all };
    expect(linesOf(cart([line("a", 100, 2), line("b", 100)]), pieces)).toEqual([20, 10]);
  });

  test("free shipping takes off the shipping alone", () => {
    const { lines, shipping, total } = off(cart([line("a", 100)]), promotion("p", { kind: "free_shipping" }));
    expect([lines.size, shipping, total]).toEqual([0, 490, 490]);
  });
});

describe("whether a promotion holds", () => {
  const one = cart([line("a", 1_000, 2)]);
  const half = percent(50);
  test.each([
    ["inactive", { active: false }],
    ["not_started", { startsAt: "2026-11-22T12:00:00.001Z" }],
    ["ended", { endsAt: "2026-11-22T12:00:00Z" }],
    ["used_up", { maxUses: 3, uses: 3 }],
    ["budget_spent", { budget: { amount: 5_000, currency: "EUR" as const }, spentAmount: 4_001 }],
    ["currency", { budget: { amount: 5_000, currency: "USD" as const } }],
    ["customer_limit", { perCustomer: 1, usedByCustomer: 1 }],
    ["order_minimum", { conditions: [{ kind: "order_minimum" as const, amounts: euros(2_001), of: all }] }],
    ["quantity", { conditions: [{ kind: "quantity" as const, least: 3, of: all }] }],
    ["customer_group", { conditions: [{ kind: "customer_groups" as const, groups: ["vip"] }] }],
    ["market", { conditions: [{ kind: "markets" as const, marketIds: ["mkt_b" as const] }] }],
    ["channel", { conditions: [{ kind: "channels" as const, channels: ["pos"] }] }],
    ["country", { conditions: [{ kind: "countries" as const, countries: ["AT" as const] }] }],
    ["customer_unknown", { conditions: [{ kind: "first_order" as const }] }],
    ["code_used_up", { trigger: "code" as const, code: { code: "X1", fault: "code_used_up" as const } }],
  ])("%s", (reason, more) => {
    expect(reasons(one, promotion("p", half, more))).toEqual([`p: ${reason}`]);
    expect(off(one, promotion("p", half)).total).toBe(1_000);
  });

  test("one that wants a code is not spoken of without it", () => {
    expect(off(one, promotion("p", half, { trigger: "code" }))).toMatchObject({ applied: [], refused: [] });
    expect(off(one, promotion("p", half, { trigger: "code", code: { code: "X1", fault: null } })).total).toBe(1_000);
  });

  test("an amount in another currency alone does not hold", () => {
    const effect: Effect = { kind: "order_amount", amounts: [{ amount: 5, currency: "USD" }] };
    expect(reasons(one, promotion("p", effect))).toEqual(["p: currency"]);
  });
});

describe("stacking", () => {
  const one = cart([line("a", 1_000)]);
  test("what combines adds up, each on what is left", () => {
    expect(off(one, promotion("p", percent(50)), promotion("q", percent(50))).total).toBe(750);
  });

  test("one that does not combine goes alone, if it is first", () => {
    const alone = promotion("alone", percent(30), { combinable: false });
    expect(off(one, promotion("p", percent(20)), alone).applied.map(({ promotion: { name } }) => name)).toEqual([
      "alone",
    ]);
    expect(reasons(one, promotion("p", percent(40)), alone)).toEqual(["alone: not_combinable"]);
    expect(reasons(one, promotion("p", percent(40)), { ...alone, priority: 101 })).toEqual(["p: not_combinable"]);
  });

  test("of a group one holds: the first by priority, then the one that saves more", () => {
    const group = { exclusionGroup: "sale" };
    const [small, large] = [promotion("s", percent(10), group), promotion("l", percent(20), group)];
    expect(reasons(one, small, large)).toEqual(["s: exclusion_group"]);
    expect(reasons(one, { ...small, priority: 200 }, large)).toEqual(["l: exclusion_group"]);
  });
});
