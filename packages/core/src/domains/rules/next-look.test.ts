import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Finding, nextLook, patience, type Standing } from "./next-look.ts";

const now = new Date("2026-06-15T12:00:00.000Z");
const ago = (millis: number): Date => new Date(now.getTime() - millis);
const hour = 3_600_000;
const standing = (more: Partial<Standing> = {}): Standing => ({
  state: "pending",
  pendingSince: ago(hour),
  missingSince: null,
  attempts: 0,
  ...more,
});
const found: Finding = { proof: "found", claim: "owned", pointed: true };
const missing: Finding = { proof: "missing", claim: null, pointed: "unknown" };

const states = fc.constantFrom("pending", "verified", "active", "failed", "lost") satisfies fc.Arbitrary<
  Standing["state"]
>;
const anyStanding: fc.Arbitrary<Standing> = fc.record({
  state: states,
  pendingSince: fc.integer({ min: 0, max: 20 * 24 }).map((hours) => ago(hours * hour)),
  missingSince: fc.option(fc.integer({ min: 0, max: 10 * 24 }).map((hours) => ago(hours * hour))),
  attempts: fc.nat(100),
});
const anyFinding: fc.Arbitrary<Finding> = fc.record({
  proof: fc.constantFrom("found", "missing", "wrong", "unknown"),
  claim: fc.constantFrom("owned", "taken", "unknown", null),
  pointed: fc.constantFrom<boolean | "unknown">(true, false, "unknown"),
});

describe("a look at a domain", () => {
  it("leads from the proof to what visitors see", () => {
    expect(nextLook(standing(), found, now)).toMatchObject({ state: "active", problem: null });
    expect(nextLook(standing(), { ...found, pointed: false }, now)).toMatchObject({
      state: "verified",
      problem: "not_pointed",
    });
    expect(nextLook(standing({ state: "lost" }), found, now).state).toBe("active");
    expect(nextLook(standing({ state: "active" }), { ...found, pointed: false }, now).state).toBe("verified");
  });

  it("gives a new domain up after a week, and a verified one after three days without its proof", () => {
    const young = standing({ pendingSince: ago(patience.pendingMillis - 1) });
    expect(nextLook(young, missing, now)).toMatchObject({ state: "pending", problem: "no_record" });
    expect(nextLook(standing({ pendingSince: ago(patience.pendingMillis) }), missing, now)).toMatchObject({
      state: "failed",
      nextCheckAt: null,
    });
    const first = nextLook(standing({ state: "active" }), missing, now);
    expect(first).toMatchObject({ state: "active", missingSince: now });
    const kept = standing({ state: "active", missingSince: ago(patience.missingMillis - 1) });
    expect(nextLook(kept, missing, now).state).toBe("active");
    const over = standing({ state: "active", missingSince: ago(patience.missingMillis) });
    expect(nextLook(over, missing, now)).toMatchObject({ state: "lost", nextCheckAt: null });
    expect(nextLook(over, found, now)).toMatchObject({ state: "active", missingSince: null });
  });

  it("serves nothing that is not proved and owned, whatever was before", () => {
    fc.assert(
      fc.property(anyStanding, anyFinding, (before, finding) => {
        const { state } = nextLook(before, finding, now);
        const was = before.state === "verified" || before.state === "active";
        const isServed = state === "verified" || state === "active";
        if (isServed && !was) expect(finding).toMatchObject({ proof: "found", claim: "owned" });
        if (finding.proof === "found" && finding.claim === "taken") expect(isServed).toBe(false);
      }),
    );
  });

  it("takes nothing away for a fault of DNS or of the control plane", () => {
    fc.assert(
      fc.property(anyStanding, anyFinding, (before, finding) => {
        const fault = { ...finding, proof: "unknown" as const };
        expect(nextLook(before, fault, now)).toMatchObject({ state: before.state, missingSince: before.missingSince });
        const away = { ...finding, proof: "found" as const, claim: "unknown" as const };
        expect(nextLook(before, away, now).state).toBe(before.state);
      }),
    );
  });

  it("comes again within a day and never at once, unless the domain is over", () => {
    fc.assert(
      fc.property(anyStanding, anyFinding, (before, finding) => {
        const { state, nextCheckAt } = nextLook(before, finding, now);
        if (state === "failed" || state === "lost") {
          expect(nextCheckAt).toBeNull();
          return;
        }
        const wait = (nextCheckAt?.getTime() ?? 0) - now.getTime();
        expect(wait).toBeGreaterThanOrEqual(60_000);
        expect(wait).toBeLessThanOrEqual(24 * hour);
      }),
    );
  });
});
