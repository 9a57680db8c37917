import fc from "fast-check";
import { expect, it } from "vitest";
import { limitNames } from "../../platform/limits.ts";
import { agreeOn, type Agreed } from "./agreed.ts";

const at = new Date("2026-11-22T18:00:00.000Z");
const amount = fc.option(fc.integer({ min: 0, max: 9 }));
const overrides = fc.dictionary(fc.constantFrom(...limitNames), amount);
const reason = fc.constantFrom("contract", "trial", "goodwill", "protection", "other");
const known = fc.dictionary(
  fc.constantFrom(...limitNames),
  fc.record({ reason, since: fc.constant("2026-01-01T00:00:00Z") }),
);
/** What an installation of before has: limits with and without a reason. */
const before = fc.tuple(overrides, known).map(([limits, reasons]): Agreed => ({
  overrides: limits,
  reasons: Object.fromEntries(Object.entries(reasons).filter(([name]) => name in limits)),
}));

it("keeps a reason as long as its limit stays, and none of a limit that is not agreed on any more", () => {
  fc.assert(
    fc.property(before, overrides, reason, (was, now, why) => {
      const { overrides: agreed, reasons } = agreeOn(was, now, { reason: why, at });
      expect(agreed).toEqual(now);
      for (const name of limitNames) {
        const isSame = name in was.overrides && name in now && was.overrides[name] === (now[name] ?? null);
        if (!(name in now)) expect(reasons).not.toHaveProperty(name);
        else if (isSame) expect(reasons[name]).toEqual(was.reasons[name]);
        else expect(reasons[name]).toEqual({ reason: why, since: at.toISOString() });
      }
    }),
  );
});

it("takes the new reason for a limit that is agreed on anew with the same amount", () => {
  const was: Agreed = {
    overrides: { staff: 5 },
    reasons: { staff: { reason: "trial", since: "2026-01-01T00:00:00Z" } },
  };
  const { reasons } = agreeOn(was, { staff: 5 }, { reason: "contract", at, anew: "staff" });
  expect(reasons).toEqual({ staff: { reason: "contract", since: at.toISOString() } });
});
