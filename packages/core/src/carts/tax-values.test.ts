import { describe, expect, test } from "vitest";
import { findConversion } from "../pricing/rules/conversion.ts";
import { exchangeRate } from "../kernel/rate.ts";
import { money } from "../kernel/money.ts";
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { calculate } from "../tax/rules/calculate.ts";
import { importLimitOf, iossLimit } from "../tax/rules/import-limits.ts";
import type { Taxation } from "../tax/index.ts";
import { measureImport, unionSaleOf } from "./tax-values.ts";

const bare: Taxation = {
  country: "NO",
  region: null,
  rates: [],
  rounding: { level: "line", mode: "half-up" },
  decision: null,
  crossBorder: "fixed_gross",
  shippingTax: "own_class",
  listed: null,
  countsInUnion: false,
  beyond: null,
  imported: null,
  engine: null,
};
const from = (to: string): Taxation => {
  const limit = to === "EU" ? iossLimit : importLimitOf(to);
  if (limit === undefined) throw new Error(`${to} has no limit`);
  return { ...bare, imported: { limit, taxation: bare } };
};
/** Lines of `[price, pieces, discount]` without tax, 25 % on top, and shipping that must not count. */
function sale(
  currency: ActiveCurrencyCode,
  lines: readonly (readonly [number, number, number?])[],
  taxIncluded = false,
) {
  const treatment = {
    reason: "standard" as const,
    taxes: [{ rateId: "t", name: "VAT", ratePpm: 250_000, compound: false }],
  };
  const line = (id: string, [price, quantity, off = 0]: readonly [number, number, number?]) => {
    return { id, unitPrice: money(price, currency), quantity, discount: money(off, currency), treatment };
  };
  return calculate({
    currency,
    taxIncluded,
    rounding: { level: "line", mode: "half-up" },
    lines: lines.map((one, i) => line(`l${i}`, one)),
    shipping: line("shipping", [900_000, 1]),
  });
}
const rates = (base: ActiveCurrencyCode, to: ActiveCurrencyCode, rate: string) => {
  const day = "2026-06-12";
  const entry = { base, quote: to, rate: exchangeRate(rate), day, source: "ecb" as const };
  const found = findConversion([entry], base, to);
  return new Map(found === undefined ? [] : [[to, found]]);
};
const measured = (...given: Parameters<typeof measureImport>) => {
  const found = measureImport(...given);
  return found && [found.value.value?.amount ?? null, [...found.above]];
};

describe("what goods from abroad are worth", () => {
  test("all of them together, where they are sent together", () => {
    const pounds = rates("GBP", "GBP", "1");
    expect(
      measured(
        from("GB"),
        sale("GBP", [
          [4500, 2],
          [4500, 1],
        ]),
        pounds,
      ),
    ).toEqual([13_500, []]);
    expect(
      measured(
        from("GB"),
        sale("GBP", [
          [4500, 2],
          [4501, 1],
        ]),
        pounds,
      ),
    ).toEqual([13_501, ["l0", "l1"]]);
    expect(
      measured(
        from("GB"),
        sale("GBP", [
          [4500, 2, 100],
          [4501, 1],
        ]),
        pounds,
      ),
    ).toEqual([13_401, []]);
  });
  test("each piece, where the law looks at pieces", () => {
    const crowns = rates("NOK", "NOK", "1");
    expect(measured(from("NO"), sale("NOK", [[299_999, 5]]), crowns)).toEqual([299_999, []]);
    expect(
      measured(
        from("NO"),
        sale("NOK", [
          [300_000, 1],
          [10_000, 9],
        ]),
        crowns,
      ),
    ).toEqual([300_000, ["l0"]]);
    // Half a cent above the limit is above it.
    expect(measured(from("NO"), sale("NOK", [[300_000, 2, 1]]), crowns)).toEqual([300_000, ["l0"]]);
    expect(measured(from("NO"), sale("NOK", [[300_000, 2, 2]]), crowns)).toEqual([299_999, []]);
  });
  test("without the tax that prices contain", () => {
    const euros = rates("EUR", "EUR", "1");
    expect(measured(from("EU"), sale("EUR", [[18_750, 1]], true), euros)).toEqual([15_000, []]);
    expect(measured(from("EU"), sale("EUR", [[18_752, 1]], true), euros)).toEqual([15_002, ["l0"]]);
  });
  test("at the rate of the day, in the limit's decimals", () => {
    expect(measured(from("EU"), sale("JPY", [[24_000, 1]]), rates("JPY", "EUR", "0.00625"))).toEqual([15_000, []]);
    expect(measured(from("EU"), sale("JPY", [[24_001, 1]]), rates("JPY", "EUR", "0.00625"))).toEqual([15_001, ["l0"]]);
    expect(measured(from("EU"), sale("KWD", [[45_000, 1]]), rates("KWD", "EUR", "3.0"))).toEqual([13_500, []]);
  });
  test("is not known without a rate, and decides nothing then", () => {
    expect(measured(from("GB"), sale("USD", [[999_999, 1]]), new Map())).toEqual([null, []]);
    expect(measureImport(bare, sale("USD", [[1, 1]]), new Map())).toBeNull();
  });
});

test("a sale counts in euros with its shipping, without tax", () => {
  const counted = { ...bare, countsInUnion: true };
  const source = { kind: "builtin" } as const;
  const crowns = rates("SEK", "EUR", "0.09");
  const sold = sale("SEK", [[100_000, 1]]);
  expect(unionSaleOf(bare, source, sold, crowns)).toBeNull();
  expect(unionSaleOf(counted, source, sold, crowns)).toMatchObject({
    net: { amount: 90_000, currency: "EUR" },
    atHome: false,
    exchangeRates: [{ base: "SEK", rate: "0.09", day: "2026-06-12" }],
  });
  const home = { ...counted, beyond: { left: 5, taxation: bare } };
  expect(unionSaleOf(home, source, sold, new Map())).toEqual({ net: null, atHome: true, exchangeRates: [] });
  const engine = { kind: "engine", engine: "e", at: "2026-06-12T00:00:00Z" } as const;
  expect(unionSaleOf(home, engine, sold, crowns)?.atHome).toBe(false);
});
