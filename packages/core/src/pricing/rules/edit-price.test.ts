import fc from "fast-check";
import { expect, test } from "vitest";
import { maxPrice, PriceEdit } from "../schemas.ts";
import { editPrice as editUpTo } from "./edit-price.ts";

const editPrice = (price: Parameters<typeof editUpTo>[0], how: PriceEdit) => editUpTo(price, how, maxPrice);
const edit = (more: object) => PriceEdit.parse({ currency: "EUR", change: { kind: "amount", amount: 0 }, ...more });
const percent = (changePpm: number) => ({ change: { kind: "percentage", changePpm } });
const charm = { rounding: { kind: "ending", ending: 99, of: 100, mode: "up" } };
const eur = (amount: number) => ({ amount, currency: "EUR" });

test.each([
  [percent(50_000), eur(1050), null, "changed"],
  [{ ...percent(50_000), ...charm }, eur(1099), null, "changed"],
  [{ change: { kind: "amount", amount: -250 }, compareAt: "from_price" }, eur(750), eur(1000), "changed"],
  [{ change: { kind: "amount", amount: -1000 } }, eur(0), null, "changed"],
  [{ change: { kind: "amount", amount: -1001 } }, null, null, "out_of_range"],
  [percent(0), eur(1000), null, "same"],
])("10.00 under %j", (more, after, compareAt, outcome) => {
  expect(editPrice({ amount: 1000, compareAt: null }, edit(more))).toEqual({
    before: eur(1000),
    after,
    compareAt,
    outcome,
  });
});

test("a price before is kept only above the price, and what has no price gets none", () => {
  const price = { amount: 1000, compareAt: 1040 };
  expect(editPrice(price, edit(percent(50_000)))).toMatchObject({ after: eur(1050), compareAt: null });
  expect(editPrice(price, edit(percent(-50_000)))).toMatchObject({ compareAt: eur(1040) });
  expect(editPrice(undefined, edit({}))).toMatchObject({ after: null, outcome: "no_price" });
});

test("whatever is changed stays a price, and its price before above it", () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant("percentage"), changePpm: fc.integer({ min: -1_000_000, max: 10_000_000 }) }),
    fc.record({ kind: fc.constant("amount"), amount: fc.integer({ min: -maxPrice, max: maxPrice }) }),
  );
  fc.assert(
    fc.property(fc.nat(maxPrice), change, fc.constantFrom("keep", "from_price", "none"), (amount, how, compareAt) => {
      const done = editPrice({ amount, compareAt: null }, edit({ change: how, compareAt, ...charm }));
      if (done.after === null) return done.outcome === "out_of_range";
      const above = done.compareAt === null || done.compareAt.amount > done.after.amount;
      return done.after.amount >= 0 && done.after.amount <= maxPrice && above;
    }),
  );
});
