import fc from "fast-check";
import { expect, it } from "vitest";
import { allocate } from "../../kernel/allocate.ts";
import { money } from "../../kernel/money.ts";
import { split } from "./split.ts";

it("shares out as the kernel does, whatever the size of the numbers", () => {
  const weight = fc.oneof(fc.nat(9), fc.nat(100_000), fc.nat(1_000_000_000_000));
  const given = fc.tuple(fc.nat(2_000_000_000), fc.array(weight, { minLength: 1, maxLength: 12 }));
  fc.assert(
    fc.property(given, ([amount, weights]) => {
      fc.pre(weights.some((one) => one > 0));
      expect(split(amount, weights)).toEqual(allocate(money(amount, "EUR"), weights).map((part) => part.amount));
    }),
    { numRuns: 500 },
  );
});
