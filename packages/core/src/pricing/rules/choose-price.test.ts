import { describe, expect, test } from "vitest";
import { money } from "../../kernel/money.ts";
import { exchangeRate } from "../../kernel/rate.ts";
import { ratio } from "../../kernel/ratio.ts";
import { anybody } from "./price-list.ts";
import { choosePrice, type PriceEntry, type PriceQuestion } from "./choose-price.ts";

const at = new Date("2026-06-15T12:00:00Z");
const market = {
  id: "mkt_de" as const,
  currency: "EUR" as const,
  taxDisplay: "inclusive" as const,
  priceRounding: { kind: "none" as const },
  fxMarginPpm: 0,
};
const price = (amount: number, more: Partial<PriceEntry> = {}): PriceEntry => ({
  variantId: "var_1",
  marketId: null,
  currency: "EUR",
  compareAt: null,
  taxIncluded: null,
  startsAt: null,
  endsAt: null,
  amount,
  ...more,
});
const usd = { currency: "USD" as const };
const leg = {
  base: "EUR",
  quote: "USD",
  rate: exchangeRate("1.25"),
  day: "2026-06-12",
  source: "ecb",
  inverted: true,
} as const;
const conversion = { legs: [leg], ratio: ratio(4n, 5n) };
const choose = (prices: PriceEntry[], more: Partial<PriceQuestion> = {}) =>
  choosePrice({
    prices,
    lists: [],
    listPrices: [],
    excluded: false,
    buyer: anybody,
    quantity: 1,
    market,
    shopCurrency: "USD",
    shopPricesIncludeTax: true,
    conversion,
    at,
    highest: 1_000_000,
    ...more,
  });
const won = (...args: Parameters<typeof choose>) => {
  const decision = choose(...args);
  return decision.kind === "price" ? [decision.origin, decision.amount.amount] : decision.reason;
};

describe("first match wins", () => {
  const own = price(1100, { marketId: "mkt_de" });
  const base = price(1200);
  const dollars = price(1500, usd);

  test("the market's own", () => expect(won([dollars, base, own])).toEqual(["market", 1100]));
  test("the base price in its currency", () => expect(won([dollars, base])).toEqual(["base", 1200]));
  test("the shop's base price, converted", () => expect(won([dollars])).toEqual(["converted", 1200]));
  test("none of another currency", () => expect(won([price(900, { currency: "GBP" })])).toBe("no_price"));
  test("none of another market", () => expect(won([price(900, { marketId: "mkt_fr" })])).toBe("no_price"));
  test("no rate, no price", () => expect(won([dollars], { conversion: undefined })).toBe("no_exchange_rate"));
  test("no price that is too high to be meant", () => {
    const rate = ratio(10n ** 12n, 1n);
    for (const amount of [1, 10_000_000]) {
      expect(won([price(amount, usd)], { conversion: { legs: [leg], ratio: rate } })).toBe("out_of_range");
    }
  });
  test("a price of nothing is a price", () => expect(won([price(0)])).toEqual(["base", 0]));
});

describe("windows", () => {
  const sale = price(900, { startsAt: new Date("2026-06-01Z"), endsAt: new Date("2026-06-15T12:00:00Z") });
  test("are over at their end", () => expect(won([price(1200), sale])).toEqual(["base", 1200]));
  test("hold from their start", () => {
    expect(won([price(1200), sale], { at: new Date("2026-06-01T00:00:00Z") })).toEqual(["base", 900]);
  });
  test("are told in the trace", () => {
    expect(choose([sale]).trace).toMatchObject([
      { step: "candidate", origin: "market", outcome: "absent" },
      { step: "candidate", origin: "base", outcome: "over" },
      { step: "candidate", origin: "converted", outcome: "absent" },
      { step: "none", reason: "no_price" },
    ]);
  });
});

test("converted with margin and rounding, each step in the trace", () => {
  const rounding = { kind: "ending", ending: 99, of: 100, mode: "half-up" } as const;
  const dear = { ...market, fxMarginPpm: 20_000, priceRounding: rounding };
  expect(choose([price(1999, { ...usd, compareAt: 2999 })], { market: dear })).toMatchObject({
    amount: money(1599, "EUR"),
    compareAt: money(2399, "EUR"),
    trace: [
      { origin: "market", outcome: "absent" },
      { origin: "base", outcome: "absent" },
      { origin: "converted", outcome: "chosen", amount: money(1999, "USD") },
      { step: "rate", from: "USD", to: "EUR", legs: [leg], marginPpm: 20_000 },
      { step: "converted", amount: money(1631, "EUR") },
      { step: "rounded", rule: rounding, amount: money(1599, "EUR") },
    ],
  });
});

describe("the struck-through price", () => {
  const before = (decision: ReturnType<typeof choose>) => (decision.kind === "price" ? decision.compareAt : undefined);
  test("belongs to the price that won", () => {
    expect(before(choose([price(1100, { marketId: "mkt_de" }), price(1200, { compareAt: 1500 })]))).toBeNull();
  });
  test("is gone when rounding makes it no higher", () => {
    const rough = { ...market, priceRounding: { kind: "step" as const, step: 100, mode: "half-up" as const } };
    expect(before(choose([price(1500, { ...usd, compareAt: 1501 })], { market: rough }))).toBeNull();
  });
});

describe("whether tax is in it", () => {
  const included = (prices: PriceEntry[], more: Partial<PriceQuestion> = {}) => {
    const decision = choose(prices, more);
    return decision.kind === "price" && decision.taxIncluded;
  };
  const net = { ...market, taxDisplay: "exclusive" as const };
  test("in its own currency as the market shows prices", () => {
    expect(included([price(1)], { shopPricesIncludeTax: false })).toBe(true);
    expect(included([price(1)], { market: net })).toBe(false);
  });
  test("converted as the shop enters them", () => {
    expect(included([price(1, usd)])).toBe(true);
    expect(included([price(1, usd)], { shopPricesIncludeTax: false })).toBe(false);
  });
  test("where it was said, as said", () => {
    expect(included([price(1, { taxIncluded: false })])).toBe(false);
    expect(included([price(1, { ...usd, taxIncluded: true })], { shopPricesIncludeTax: false })).toBe(true);
  });
});
