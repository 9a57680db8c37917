import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "../../kernel/money.ts";
import { grossOf, netOf } from "./change-basis.ts";

const vat = (ratePpm: number) => [{ ratePpm, compound: false }];

test("a merchant's net meets another country's rate", () => {
  const net = netOf(money(11_900, "EUR"), vat(190_000), "half-up");
  expect(net).toEqual(money(10_000, "EUR"));
  expect(grossOf(net, vat(200_000), "half-up")).toEqual(money(12_000, "EUR"));
});

test("from net to gross and back changes nothing", () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000 });
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 500_000 }), (value, ppm) => {
      const net = money(value, "EUR");
      expect(netOf(grossOf(net, vat(ppm), "half-up"), vat(ppm), "half-up")).toEqual(net);
    }),
  );
});

const parted = (...parts: readonly (readonly [ratePpm: number, weight: number])[]) =>
  parts.map(([ratePpm, weight], of) => ({ ratePpm, compound: false, part: { of, weight } }));

test("what is taxed in parts meets each tax with its own part, not with their sum", () => {
  const halves = parted([190_000, 5000], [70_000, 5000]);
  expect(grossOf(money(1000, "EUR"), halves, "half-up")).toEqual(money(1130, "EUR"));
  // 595 / 1.19 + 595 / 1.07.
  expect(netOf(money(1190, "EUR"), halves, "half-up")).toEqual(money(1056, "EUR"));
  expect(grossOf(money(1000, "EUR"), parted([190_000, 0], [70_000, 0]), "half-up")).toEqual(money(1130, "EUR"));
  expect(grossOf(money(1000, "EUR"), parted([190_000, 300], [0, 0]), "half-up")).toEqual(money(1190, "EUR"));
});

test("what is taxed in parts lies between its lowest and its highest rate, and a dearer price never becomes a cheaper one", () => {
  const part = fc.tuple(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 0, max: 1_000_000 }));
  const parts = fc.array(part, { minLength: 1, maxLength: 5 });
  const amount = fc.integer({ min: 0, max: 1_000_000_000 });
  fc.assert(
    fc.property(parts, amount, amount, (given, a, b) => {
      const rates = given.map(([ppm]) => ppm);
      const [less, more] = [money(Math.min(a, b), "EUR"), money(Math.max(a, b), "EUR")];
      for (const change of [grossOf, netOf]) {
        const by = (ppm: number) => change(more, vat(ppm), "half-up").amount;
        const [least = 0, most = 0] = [by(Math.min(...rates)), by(Math.max(...rates))].toSorted((x, y) => x - y);
        const { amount: found } = change(more, parted(...given), "half-up");
        expect(found).toBeGreaterThanOrEqual(least);
        expect(found).toBeLessThanOrEqual(most);
        expect(change(less, parted(...given), "half-up").amount).toBeLessThanOrEqual(found);
      }
    }),
  );
});
