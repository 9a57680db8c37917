import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addUp, planRestock, planShipping } from "./rules.ts";

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
    { variantId: "a", locationId: "1", quantity: 3, shipped: 1 },
    { variantId: "a", locationId: "2", quantity: 2, shipped: 4 },
  ];
  const back = (list: readonly { variantId: string; quantity: number; shipped: number }[], id: string) =>
    list.filter((one) => one.variantId === id).reduce((sum, one) => sum + one.quantity + one.shipped, 0);

  test("takes from the last location first, and what waits before what was shipped", () => {
    expect(planRestock(held, [{ variantId: "a", quantity: 3 }])).toEqual({
      kind: "restock",
      back: [
        { variantId: "a", locationId: "2", quantity: 2, shipped: 0 },
        { variantId: "a", locationId: "1", quantity: 1, shipped: 0 },
      ],
    });
    expect(planRestock(held, [{ variantId: "a", quantity: 6 }])).toEqual({
      kind: "restock",
      back: [
        { variantId: "a", locationId: "2", quantity: 2, shipped: 1 },
        { variantId: "a", locationId: "1", quantity: 3, shipped: 0 },
      ],
    });
  });

  test("gives back exactly what is asked, or says how many there were", () => {
    fc.assert(
      fc.property(fc.array(piece), (returned) => {
        const plan = planRestock(held, returned);
        if (plan.kind === "restock") {
          for (const id of ["a", "b", "c"]) expect(back(plan.back, id)).toBe(total(returned, id));
        } else {
          expect(total(returned, plan.variantId)).toBeGreaterThan(plan.held);
        }
      }),
    );
  });
});

describe("shipping", () => {
  test("takes exactly what is asked and never more than a place has, or says how many wait", () => {
    const place = fc.record({
      variantId: fc.constantFrom("a", "b", "c"),
      locationId: fc.constantFrom("1", "2"),
      quantity: fc.integer({ min: 0, max: 50 }),
    });
    const places = fc.uniqueArray(place, { selector: (one) => `${one.variantId} ${one.locationId}` });
    fc.assert(
      fc.property(places, fc.array(piece), (held, wanted) => {
        const plan = planShipping(held, wanted);
        if (plan.kind === "too_many") {
          expect(total(wanted, plan.variantId)).toBeGreaterThan(plan.held);
          expect(plan.held).toBe(total(held, plan.variantId));
          return;
        }
        for (const id of ["a", "b", "c"]) expect(total(plan.taken, id)).toBe(total(wanted, id));
        for (const taken of plan.taken) {
          const from = held.find((one) => one.variantId === taken.variantId && one.locationId === taken.locationId);
          expect(taken.quantity).toBeLessThanOrEqual(from?.quantity ?? 0);
        }
      }),
    );
  });
});
