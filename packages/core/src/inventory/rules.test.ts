import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addUp, planRestock } from "./rules.ts";

const piece = fc.record({ variantId: fc.constantFrom("a", "b", "c"), quantity: fc.integer({ min: 1, max: 50 }) });
const total = (list: readonly { variantId: string; quantity: number }[], id: string) =>
  list.filter((one) => one.variantId === id).reduce((sum, one) => sum + one.quantity, 0);

describe("demands", () => {
  test("are one per variant, in the order of ids, and lose nothing", () => {
    fc.assert(
      fc.property(fc.array(piece), (demands) => {
        const added = addUp(demands);
        expect(added.map((one) => one.variantId)).toEqual([...new Set(demands.map((one) => one.variantId))].toSorted());
        for (const { variantId, quantity } of added) expect(quantity).toBe(total(demands, variantId));
      }),
    );
  });
});

describe("restocking", () => {
  const held = [
    { variantId: "a", locationId: "1", quantity: 3 },
    { variantId: "a", locationId: "2", quantity: 2 },
  ];

  test("takes from the last location first", () => {
    expect(planRestock(held, [{ variantId: "a", quantity: 3 }])).toEqual({
      kind: "restock",
      back: [
        { variantId: "a", locationId: "2", quantity: 2 },
        { variantId: "a", locationId: "1", quantity: 1 },
      ],
    });
  });

  test("gives back exactly what is asked, or says how many were held", () => {
    fc.assert(
      fc.property(fc.array(piece), (returned) => {
        const plan = planRestock(held, returned);
        if (plan.kind === "restock") {
          for (const id of ["a", "b", "c"]) expect(total(plan.back, id)).toBe(total(returned, id));
        } else {
          expect(total(returned, plan.variantId)).toBeGreaterThan(plan.held);
        }
      }),
    );
  });
});
