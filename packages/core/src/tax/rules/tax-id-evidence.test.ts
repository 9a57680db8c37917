import { expect, test } from "vitest";
import type { TaxIdEvidence } from "../schemas.ts";
import { registerAsOf, renewed } from "./tax-id-evidence.ts";

const at = new Date("2026-06-30T12:00:00Z");
const evidence = (register: TaxIdEvidence["register"], checkedAt: string): TaxIdEvidence => ({
  country: "DE",
  taxId: "DE136695976",
  verdict: "valid",
  register,
  provider: register === null ? null : "vies",
  checkedAt,
  reference: null,
  name: null,
});

test.each<[TaxIdEvidence["register"], string, TaxIdEvidence["register"]]>([
  ["verified", "2026-06-29T12:00:00Z", "verified"],
  ["verified", "2026-04-01T12:00:00Z", "verified"],
  ["verified", "2026-04-01T11:59:59Z", "unreachable"],
  ["rejected", "2020-01-01T00:00:00Z", "rejected"],
  ["unreachable", "2020-01-01T00:00:00Z", "unreachable"],
  [null, "2020-01-01T00:00:00Z", null],
])("%s on %s counts as %s on 30 June 2026", (register, checkedAt, counts) => {
  expect(registerAsOf(evidence(register, checkedAt), at)).toBe(counts);
});

test("a register that is away takes back no earlier word, any other answer replaces it", () => {
  const before = evidence("verified", "2026-01-01T00:00:00Z");
  const now = "2026-06-30T12:00:00Z";
  expect(renewed(before, evidence("unreachable", now))).toBe(before);
  expect(renewed(before, evidence("rejected", now)).register).toBe("rejected");
  expect(renewed(before, evidence("verified", now)).checkedAt).toBe(now);
  expect(renewed(evidence(null, now), evidence("unreachable", now)).register).toBe("unreachable");
});
