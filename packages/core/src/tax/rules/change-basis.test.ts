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
