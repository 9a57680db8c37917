/** What random sales are made of: taxes, and what promotions take off. */
import fc from "fast-check";
import type { Effect } from "../promotions/schemas.ts";
import type { AppliedTax, TaxTreatment } from "../tax/schemas.ts";

export const tax = (name: string, ratePpm: number, compound = false): AppliedTax => ({
  rateId: name,
  name,
  ratePpm,
  compound,
});
export const treatments: readonly TaxTreatment[] = [
  { reason: "standard", taxes: [tax("standard", 190_000)] },
  { reason: "reduced", taxes: [tax("reduced", 55_000)] },
  { reason: "standard", taxes: [tax("gst", 50_000), tax("qst", 99_750)] },
  { reason: "standard", taxes: [tax("first", 50_000), tax("on top", 85_000, true)] },
  { reason: "standard", taxes: [tax("a", 10_000), tax("b", 7_250), tax("c", 333_333, true), tax("d", 1, true)] },
  { reason: "standard", taxes: [tax("after", 88_750)], discounts: "after_tax" },
  { reason: "zero", taxes: [tax("zero", 0)] },
  { reason: "export", taxes: [] },
];

export const currencies = ["JPY", "EUR", "KWD", "CLF"] as const;
export const whole = (min: number, max: number) => fc.integer({ min, max });
const all = { kind: "all" as const };
const inEach = (amount: number) => currencies.map((currency) => ({ amount, currency }));
const some = whole(1, 4);
const ppm = whole(1, 1_000_000);
const amount = whole(1, 50_000);
export const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.constant<Effect>({ kind: "order_percentage", ppm: 1_000_000 }),
  ppm.map((share): Effect => ({ kind: "order_percentage", ppm: share })),
  ppm.map((share): Effect => ({ kind: "line_percentage", ppm: share, of: all })),
  amount.map((off): Effect => ({ kind: "order_amount", amounts: inEach(off) })),
  amount.map((off): Effect => ({ kind: "line_amount", amounts: inEach(off), of: all })),
  fc.tuple(some, some, ppm).map(([buy, get, share]): Effect => {
    const [bought, given] = [buy, get].map((quantity) => ({ quantity, of: all }));
    return {
      kind: "buy_get",
      buy: bought ?? { quantity: 1, of: all },
      get: given ?? { quantity: 1, of: all },
      ppm: share,
      most: null,
    };
  }),
  fc.tuple(some, amount).map(([quantity, off]): Effect => {
    return { kind: "bundle", parts: [{ quantity, of: all }], amounts: inEach(off), most: null };
  }),
  fc.tuple(amount, ppm).map(([from, share]): Effect => {
    return { kind: "tiered_spend", tiers: [{ from: inEach(from), ppm: share }], of: all };
  }),
  fc.constant<Effect>({ kind: "free_shipping" }),
);
