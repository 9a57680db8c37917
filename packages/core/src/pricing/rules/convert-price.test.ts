import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "../../kernel/money.ts";
import { exchangeRate } from "../../kernel/rate.ts";
import { into, replayed } from "../../testing/random-conversions.ts";
import { anybody } from "./price-list.ts";
import { choosePrice } from "./choose-price.ts";
import { convertPrice } from "./convert-price.ts";
import { findConversion } from "./conversion.ts";

const amounts = fc.integer({ min: 0, max: 100_000_000 });
const highest = 1_000_000_000_000;
const numRuns = Number(process.env["PROPERTY_RUNS"] ?? 300);
const timeout = 1_200_000;

test(
  "a dearer price never becomes a cheaper one, none becomes free, and each replays from its own trace",
  { timeout },
  () => {
    fc.assert(
      fc.property(into, amounts, amounts, ({ market, conversion, from }, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((amount) =>
          convertPrice(money(amount, from), { market, conversion, highest }),
        );
        if (less?.kind !== "converted" || more?.kind !== "converted") return;
        expect(less.amount.amount).toBeLessThanOrEqual(more.amount.amount);
        expect(less.amount.amount > 0).toBe(Math.min(a, b) > 0);
        expect(replayed(money(Math.max(a, b), from), more.steps)).toEqual(more.amount);
      }),
      { numRuns },
    );
  },
);

test("without a rate, or beyond what a price may be, there is none, and why", () => {
  const market = { currency: "USD", fxMarginPpm: 0, priceRounding: { kind: "none" } } as const;
  const price = money(490, "EUR");
  expect(convertPrice(price, { market, conversion: undefined, highest })).toMatchObject({ reason: "no_exchange_rate" });
  const mistyped = { base: "EUR", quote: "USD", rate: exchangeRate("999999999999"), day: "2026-01-01" } as const;
  const conversion = findConversion([{ ...mistyped, source: "manual" }], "EUR", "USD");
  expect(convertPrice(price, { market, conversion, highest })).toMatchObject({ reason: "out_of_range" });
  expect(convertPrice(money(9_000_000_000_000, "EUR"), { market, conversion, highest }).kind).toBe("none");
});

test("a product's price is converted by the same rule, step by step", { timeout }, () => {
  fc.assert(
    fc.property(into, amounts, ({ market, conversion, from }, amount) => {
      const own = convertPrice(money(amount, from), { market, conversion, highest });
      const decision = choosePrice({
        prices: [
          {
            variantId: "var_1",
            marketId: null,
            currency: from,
            amount,
            compareAt: null,
            taxIncluded: null,
            startsAt: null,
            endsAt: null,
          },
        ],
        lists: [],
        listPrices: [],
        excluded: false,
        buyer: anybody,
        quantity: 1,
        market: { ...market, id: "mkt_1", taxDisplay: "inclusive" },
        shopCurrency: from,
        shopPricesIncludeTax: true,
        conversion,
        at: new Date("2026-06-15T12:00:00Z"),
        highest,
      });
      expect(decision.trace.slice(3)).toEqual(
        own.kind === "converted" ? own.steps : [...own.steps, { step: "none", reason: own.reason }],
      );
      if (own.kind === "converted") expect(decision).toMatchObject({ kind: "price", amount: own.amount });
      else expect(decision).toMatchObject({ kind: "not_for_sale", reason: own.reason });
    }),
    { numRuns },
  );
});
