import { expect, test } from "vitest";
import { exchangeRate } from "../../kernel/rate.ts";
import { type DatedMovement, ossReturnOf, quarterEnd, ratesWanted } from "./oss-return.ts";
import { ossReturnCsv } from "./tax-report.ts";

const period = { from: "2026-04-01", until: "2026-06-30" };
const move = (
  kind: "sold" | "refunded",
  taxable: number,
  tax: number,
  more: Partial<DatedMovement> = {},
): DatedMovement => ({
  country: "FR",
  region: null,
  mechanism: "oss",
  reason: "standard",
  name: "TVA",
  ratePpm: 200_000,
  currency: "EUR",
  soldOn: kind === "sold" ? null : "2026-05-03",
  kind,
  taxable,
  tax,
  ...more,
});
const rate = (currency: string, of: string, day: string, text: string) => {
  return { currency, for: of, day, rate: exchangeRate(text) };
};
const euros = (amount: number) => ({ amount, currency: "EUR" });

test("a quarter ends on its last day", () => {
  expect(["2026-01-01", "2024-02-29", "2026-06-30", "2026-07-01", "2026-12-31"].map(quarterEnd)).toEqual([
    "2026-03-31",
    "2024-03-31",
    "2026-06-30",
    "2026-09-30",
    "2026-12-31",
  ]);
});

test("by member state and rate, refunds of the period's own sales taken off, others left out", () => {
  const made = ossReturnOf(
    [
      move("sold", 10_000, 2000),
      move("refunded", 1000, 200),
      move("sold", 5000, 275, { ratePpm: 55_000 }),
      move("sold", 7000, 1330, { country: "DE", ratePpm: 190_000 }),
      move("sold", 9999, 1900, { mechanism: "domestic" }),
      move("sold", 9999, 0, { ratePpm: 0, reason: "zero" }),
    ],
    period,
    [],
  );
  expect(made.supplies).toEqual([
    { country: "DE", ratePpm: 190_000, taxable: euros(7000), tax: euros(1330) },
    { country: "FR", ratePpm: 200_000, taxable: euros(9000), tax: euros(1800) },
    { country: "FR", ratePpm: 55_000, taxable: euros(5000), tax: euros(275) },
  ]);
  expect([made.corrections, made.toPay, made.missing]).toEqual([[], euros(3405), []]);
});

test("what goes back later corrects the period of its sale, by its tax alone", () => {
  const made = ossReturnOf(
    [
      move("sold", 10_000, 2000),
      move("refunded", 1000, 200, { soldOn: "2026-03-31" }),
      move("refunded", 500, 28, { soldOn: "2026-02-01", ratePpm: 55_000 }),
      move("refunded", 100, 20, { soldOn: "2025-12-31" }),
      move("refunded", 100, 20, { soldOn: "2026-04-01" }),
    ],
    period,
    [],
  );
  expect(made.supplies).toEqual([{ country: "FR", ratePpm: 200_000, taxable: euros(9900), tax: euros(1980) }]);
  expect(made.corrections).toEqual([
    { country: "FR", period: "2025-Q4", tax: euros(-20) },
    { country: "FR", period: "2026-Q1", tax: euros(-228) },
  ]);
  expect(made.toPay).toEqual(euros(1732));
  expect(ossReturnCsv(made)).toBe(
    [
      "kind,country,period,rate_percent,taxable_eur,tax_eur",
      "supply,FR,,20,99.00,19.80",
      "correction,FR,2025-Q4,,,-0.20",
      "correction,FR,2026-Q1,,,-2.28",
      "",
    ].join("\r\n"),
  );
});

test("other currencies at the rate of the period's last day, each sum converted once and kept to the cent", () => {
  const crowns = { currency: "SEK" as const };
  const movements = [
    move("sold", 10_005, 2001, crowns),
    move("sold", 10_005, 2001, crowns),
    move("sold", 10_000, 2000),
    move("refunded", 1000, 200, { ...crowns, soldOn: "2026-01-15" }),
    move("sold", 30_000, 6000, { currency: "JPY" }),
  ];
  expect([...ratesWanted(movements, period.from, period.until)]).toEqual([
    ["2026-06-30", new Set(["SEK", "JPY"])],
    ["2026-03-31", new Set(["SEK"])],
  ]);
  const rates = [
    rate("SEK", "2026-06-30", "2026-06-30", "11.5"),
    // Not published on the day itself: the next publication; where there is none yet, the last, not final.
    rate("SEK", "2026-03-31", "2026-04-01", "10"),
    rate("JPY", "2026-06-30", "2026-06-29", "160"),
  ];
  const made = ossReturnOf(movements, period, rates);
  // 200.10 SEK are 17.40 EUR, 40.02 are 3.48; 30,000 JPY are 187.50 EUR, 6,000 are 37.50.
  expect(made.supplies).toEqual([
    { country: "FR", ratePpm: 200_000, taxable: euros(1740 + 10_000 + 18_750), tax: euros(348 + 2000 + 3750) },
  ]);
  expect(made.corrections).toEqual([{ country: "FR", period: "2026-Q1", tax: euros(-20) }]);
  expect(made.exchangeRates.map(({ quote, final }) => [quote, final])).toEqual([
    ["SEK", true],
    ["SEK", true],
    ["JPY", false],
  ]);
  const without = ossReturnOf(movements, period, rates.slice(0, 2));
  expect([without.missing, without.supplies[0]?.taxable]).toEqual([["JPY"], euros(11_740)]);
});
