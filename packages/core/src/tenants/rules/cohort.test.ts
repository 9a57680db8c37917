import fc from "fast-check";
import { expect, test } from "vitest";
import { inCohort } from "./cohort.ts";

const key = fc.string({ minLength: 1, maxLength: 40 });

test("everybody is in 100 %, nobody in 0 %, and a larger cohort holds every smaller one", () => {
  fc.assert(
    fc.property(
      key,
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (id, a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        expect([inCohort(id, 100), inCohort(id, 0)]).toEqual([true, false]);
        if (inCohort(id, small)) expect(inCohort(id, large)).toBe(true);
      },
    ),
  );
});

test("ids that differ only at their end are spread evenly", () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => `ten_01m80x1x62fnhvkxrgw5t${i.toString(32).padStart(4, "0")}`);
  for (const percent of [1, 10, 50]) {
    const share = (100 * ids.filter((id) => inCohort(id, percent)).length) / ids.length;
    expect(share).toBeGreaterThan(percent * 0.8);
    expect(share).toBeLessThan(percent * 1.2);
  }
});
