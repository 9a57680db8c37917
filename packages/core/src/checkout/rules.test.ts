import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addSeconds } from "../kernel/time.ts";
import { awaited, judge, pageItems, quoteText, type Reported, returnUrl } from "./rules.ts";
import type { CheckoutQuote } from "./schemas.ts";

const traceOf = (at: string): CheckoutQuote["trace"] => ({
  at,
  market: "home",
  destination: { country: "DE", region: null, known: true },
  rounding: { level: "line", mode: "half-up" },
  lines: [],
  shipping: null,
  promotions: [],
});

const eur = (amount: number) => ({ amount, currency: "EUR" as const });

describe("what a provider reports", () => {
  const expected = { checkoutId: "chk_a", amount: 1000, currency: "EUR" };
  const paid: Reported = {
    state: "paid",
    reference: "chk_a",
    total: eur(1000),
    received: eur(1000),
    declineCode: null,
  };

  test("pays only with the exact amount, in the currency, for this checkout", () => {
    const near = fc.integer({ min: 990, max: 1010 });
    const report = fc.record({
      total: fc.option(fc.record({ amount: near, currency: fc.constantFrom("EUR", "USD") })),
      received: fc.option(fc.record({ amount: near, currency: fc.constantFrom("EUR", "USD") })),
      reference: fc.constantFrom("chk_a", "chk_b", null),
    });
    fc.assert(
      fc.property(report, (parts) => {
        const exact = [parts.total, parts.received].every((sum) => sum?.amount === 1000 && sum.currency === "EUR");
        const verdict = judge({ ...paid, ...parts }, expected);
        expect(verdict.kind).toBe(exact && parts.reference === "chk_a" ? "paid" : "mismatch");
      }),
    );
    expect(judge(paid, expected)).toEqual({ kind: "paid" });
  });

  test.each(["open", "processing", "unpaid"] as const)("%s is no money", (state) => {
    expect(judge({ ...paid, state }, expected).kind).toBe(state);
  });
});

type QuotedLine = readonly [unit: number, quantity: number, discount?: number | undefined];

/** A quote of the given lines, as far as the payment page looks at it. `credit` is what gift cards pay of it. */
function quoteOf(lines: readonly QuotedLine[], tax: number, taxIncluded: boolean, credit = 0) {
  const costs = ([unit, quantity, discount = 0]: QuotedLine) => Math.max(0, unit * quantity - discount);
  const items = lines.reduce((sum, line) => sum + costs(line), 0);
  const total = items + 490 + (taxIncluded ? 0 : tax);
  return {
    locale: "en",
    lines: lines.map((line) => {
      const [unit, quantity] = line;
      return { title: "Lamp", optionText: "Red", unitPrice: eur(unit), quantity, total: eur(costs(line)) };
    }),
    shipping: { name: "Parcel", total: eur(490) },
    taxLines: [{ name: "VAT", ratePpm: 190_000, tax: eur(tax) }],
    totals: { total: eur(total), taxIncluded },
    due: eur(Math.max(0, total - credit)),
  };
}

describe("the payment page", () => {
  const line = fc.tuple(
    fc.nat(100_000),
    fc.integer({ min: 1, max: 20 }),
    fc.option(fc.nat(200_000), { nil: undefined }),
  );
  const lines = fc.array(line, { minLength: 1 });
  const credit = fc.option(fc.nat(300_000), { nil: 0 });

  test("lists what adds up to what is due, with tax that is added as a line of its own", () => {
    fc.assert(
      fc.property(lines, fc.nat(50_000), fc.boolean(), credit, (parts, tax, taxIncluded, paid) => {
        const quote = quoteOf(parts, tax, taxIncluded, paid);
        const listed = pageItems(quote);
        const sum = listed.reduce((all, item) => all + item.unit.amount * item.quantity, 0);
        expect(sum).toBe(quote.due.amount);
        expect(listed.every((item) => item.unit.amount > 0)).toBe(true);
      }),
    );
    expect(pageItems(quoteOf([[100, 1]], 19, false)).map((item) => item.name)).toEqual([
      "Lamp (Red)",
      "Parcel",
      "VAT 19%",
    ]);
    const discounted = pageItems(quoteOf([[100, 3, 50]], 0, true));
    expect(discounted[0]).toEqual({ name: "3 × Lamp (Red)", unit: eur(250), quantity: 1 });
    expect(pageItems(quoteOf([[100, 3]], 0, true, 90))).toEqual([{ name: "Lamp", unit: eur(700), quantity: 1 }]);
  });

  test("the same cart quoted later is the same checkout, another total is not", () => {
    const asked = (quotedAt: string, total: number) => {
      const quote = { quotedAt, trace: traceOf(quotedAt), total };
      return quoteText(quote);
    };
    expect(asked("2026-02-02T00:00:00.000Z", 5)).toBe(asked("2026-01-01T00:00:00.000Z", 5));
    expect(asked("2026-01-01T00:00:00.000Z", 6)).not.toBe(asked("2026-01-01T00:00:00.000Z", 5));
  });

  test("return addresses name the checkout where they ask for it", () => {
    expect(returnUrl("https://shop.test/done?c={CHECKOUT_ID}", "chk_a")).toBe("https://shop.test/done?c=chk_a");
    expect(returnUrl("https://shop.test/done?c=%7BCHECKOUT_ID%7D", "chk_a")).toBe("https://shop.test/done?c=chk_a");
    expect(returnUrl("https://shop.test/done", "chk_a")).toBe("https://shop.test/done");
  });
});

describe("money that the shopper sends", () => {
  const now = new Date("2026-11-02T10:00:00Z");
  const day = 24 * 3600;

  test("is awaited for seven days from when the shopper was told, or as long as the provider says", () => {
    expect(awaited(null, null, now).until).toEqual(addSeconds(now, 7 * day));
    expect(awaited(null, "2026-11-04T00:00:00Z", now).until).toEqual(new Date("2026-11-04T00:00:00Z"));
    expect(awaited("2026-11-05T00:00:00Z", "2026-12-24T00:00:00Z", now).until).toEqual(
      new Date("2026-11-05T00:00:00Z"),
    );
  });

  test("is asked for four times a day, at the end, and then daily until nobody expects it", () => {
    const until = addSeconds(now, 7 * day);
    const at = (seconds: number) => awaited(until.toISOString(), null, addSeconds(until, seconds));
    expect(at(-day)).toMatchObject({ stage: "waiting", checkAt: addSeconds(until, -day + 6 * 3600) });
    expect(at(-60)).toMatchObject({ stage: "waiting", checkAt: until });
    expect(at(0)).toMatchObject({ stage: "late", checkAt: addSeconds(until, day) });
    expect(at(7 * day)).toMatchObject({ stage: "over", checkAt: addSeconds(until, 8 * day) });
    expect(at(60 * day)).toMatchObject({ stage: "over", checkAt: null });
  });
});
