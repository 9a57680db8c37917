import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PriceEntry } from "./choose-price.ts";
import { type PriceHistory, priceAt, priorPrice, shownPrices, type Spanned } from "./prior-price.ts";
import type { ListRule } from "./price-list.ts";
import type { PriceDecision } from "../schemas.ts";

const hour = 3_600_000;
const start = new Date("2026-01-01T00:00:00Z").getTime();
const at = (hours: number) => new Date(start + hours * hour);
const inDays = (days: number) => at(days * 24);
const market = {
  id: "mkt_de" as const,
  currency: "EUR" as const,
  taxDisplay: "inclusive" as const,
  priceRounding: { kind: "none" as const },
  fxMarginPpm: 0,
};
const price = (amount: number, compareAt: number | null = null, more: Partial<PriceEntry> = {}): PriceEntry => ({
  variantId: "var_1",
  marketId: null,
  currency: "EUR",
  amount,
  compareAt,
  taxIncluded: null,
  startsAt: null,
  endsAt: null,
  ...more,
});
const span = <T>(value: T, from: Date, until: Date | null = null): Spanned<T> => ({ value, from, until });
const history = (more: Partial<PriceHistory>): PriceHistory => ({
  prices: [],
  lists: [],
  listPrices: [],
  exclusions: [],
  rates: [],
  markets: [span(market, inDays(-1000))],
  shopCurrency: "EUR",
  shopPricesIncludeTax: [span(true, inDays(-1000))],
  moments: [],
  highest: 1_000_000,
  ...more,
});
const amountOf = (decision: PriceDecision) => (decision.kind === "price" ? decision.amount.amount : null);
const lowest = (facts: PriceHistory, now: Date) =>
  priorPrice(shownPrices(facts, inDays(-100), now), ({ decision }) => amountOf(decision));

describe("the lowest price of the 30 days before", () => {
  test("80, then 100, then announced at 90: 80", () => {
    const prices = [
      span(price(80), inDays(0), inDays(10)),
      span(price(100), inDays(10), inDays(20)),
      span(price(90, 100), inDays(20)),
    ];
    expect(lowest(history({ prices }), inDays(21))).toBe(80);
    // Counted from when the reduction began, however long it lasts.
    expect(lowest(history({ prices }), inDays(60))).toBe(80);
  });

  test("what ended more than 30 days before counts no more, what reached into them does", () => {
    const prices = (change: number) => [
      span(price(80), inDays(0), inDays(change)),
      span(price(100), inDays(change), inDays(50)),
      span(price(90, 100), inDays(50)),
    ];
    expect(lowest(history({ prices: prices(20) }), inDays(51))).toBe(100);
    expect(lowest(history({ prices: prices(21) }), inDays(51))).toBe(80);
  });

  test("a further reduction has the first among its prior prices", () => {
    const prices = [
      span(price(100), inDays(0), inDays(20)),
      span(price(80, 100), inDays(20), inDays(25)),
      span(price(70, 100), inDays(25)),
    ];
    expect(lowest(history({ prices }), inDays(26))).toBe(80);
  });

  test("none without a reduction, for what is new, and for what was not for sale", () => {
    expect(lowest(history({ prices: [span(price(100), inDays(0))] }), inDays(9))).toBeNull();
    const fresh = [span(price(90, 100), inDays(5))];
    expect(lowest(history({ prices: fresh }), inDays(9))).toBeNull();
    const prices = [span(price(100), inDays(0), inDays(5)), ...fresh];
    expect(lowest(history({ prices, exclusions: [span(true, inDays(0), inDays(5))] }), inDays(9))).toBeNull();
  });

  test("a scheduled sale, and a list for everybody, count; a list for a group does not", () => {
    const sale = price(70, null, { startsAt: inDays(3), endsAt: inDays(4) });
    const prices = [span(price(100), inDays(0), inDays(20)), span(sale, inDays(0)), span(price(90, 100), inDays(20))];
    expect(lowest(history({ prices }), inDays(21))).toBe(70);
    const list: ListRule = {
      id: "pls_1",
      name: "A tenth off",
      priority: 1,
      marketIds: [],
      channels: [],
      customerGroups: [],
      customerIds: [],
      companyIds: [],
      startsAt: inDays(5),
      endsAt: inDays(6),
      adjustments: [{ minQuantity: 1, changePpm: -500_000 }],
      rounding: { kind: "none" },
      showBefore: true,
    };
    expect(lowest(history({ prices, lists: [span(list, inDays(0))] }), inDays(21))).toBe(50);
    const trade = { ...list, customerGroups: ["trade"] };
    expect(lowest(history({ prices, lists: [span(trade, inDays(0))] }), inDays(21))).toBe(70);
  });
});

test("is what looking at the shop every hour would have found", () => {
  const hours = 24 * 60;
  const change = fc.record({
    lasts: fc.integer({ min: 1, max: 24 * 20 }),
    amount: fc.integer({ min: 1, max: 50 }),
    reduced: fc.boolean(),
  });
  const sale = fc.record({
    from: fc.nat(hours),
    lasts: fc.integer({ min: 1, max: 200 }),
    amount: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.array(sale, { maxLength: 3 }),
      (changes, sales) => {
        let from = 0;
        const prices = changes.map(({ lasts, amount, reduced }, i) => {
          const until = i === changes.length - 1 ? null : at((from += lasts));
          return span(price(amount, reduced ? 100 : null), at(i === 0 ? 0 : from - lasts), until);
        });
        const scheduled = sales.map((one) =>
          span(price(one.amount, 100, { startsAt: at(one.from), endsAt: at(one.from + one.lasts) }), at(0)),
        );
        const facts = history({ prices: [...prices, ...scheduled] });
        const looks = Array.from({ length: hours + 1 }, (_, i) => priceAt(facts, at(i)));
        const last = looks.at(-1);
        const alike = (one: PriceDecision) =>
          one.kind === "price" && one.compareAt !== null && last !== undefined && amountOf(one) === amountOf(last);
        const began = looks.findLastIndex((one) => !alike(one)) + 1;
        const before = looks
          .slice(Math.max(0, began - 30 * 24), began)
          .map(amountOf)
          .filter((one) => one !== null);
        const reduced = last?.kind === "price" && last.compareAt !== null;
        const expected = reduced && before.length > 0 ? Math.min(...before) : null;
        expect(priorPrice(shownPrices(facts, at(0), at(hours)), ({ decision }) => amountOf(decision))).toBe(expected);
      },
    ),
    { numRuns: 150 },
  );
});
