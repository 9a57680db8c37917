import fc from "fast-check";
import { expect, it } from "vitest";
import { effectiveLimits, limitNames, roomLeft, unlimited } from "./limits.ts";

const amount = fc.option(fc.nat(), { nil: null });
const some = fc.record(
  {
    requestsPerMinute: amount,
    jobs: amount,
    products: amount,
    storageBytes: amount,
    staff: amount,
    markets: amount,
  },
  { requiredKeys: [] },
);

it("takes each limit from the agreement, then from the plan, and has none where both are silent", () => {
  fc.assert(
    fc.property(some, some, (plan, overrides) => {
      const limits = effectiveLimits(plan, overrides);
      for (const name of limitNames) {
        const wanted = name in overrides ? overrides[name] : name in plan ? plan[name] : null;
        expect(limits[name]).toBe(wanted);
      }
    }),
  );
  expect(Object.keys(unlimited).toSorted()).toEqual([...limitNames].toSorted());
});

it("leaves room exactly up to the limit, never less than none", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), (limit, used, adding) => {
      const room = roomLeft(limit, used) ?? Number.NaN;
      expect(room).toBeGreaterThanOrEqual(0);
      expect(adding > 0 && adding <= room).toBe(adding > 0 && used + adding <= limit);
    }),
  );
  expect(roomLeft(null, 7)).toBeNull();
});
