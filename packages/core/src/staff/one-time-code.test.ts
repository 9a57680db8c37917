import fc from "fast-check";
import { expect, test } from "vitest";
import { codeAt, codeUri, matchingStep, newRecoveryCode, plainCode, stepOf, stepSeconds } from "./one-time-code.ts";
import { fromBase32, toBase32 } from "./rules/base32.ts";

const rfcSecret = Buffer.from("12345678901234567890");

// RFC 4226 appendix D.
test.each([
  [0, "755224"],
  [1, "287082"],
  [4, "338314"],
  [9, "520489"],
])("counter %i gives %s", (counter, code) => {
  expect(codeAt(rfcSecret, counter)).toBe(code);
});

// RFC 6238 appendix B, its last six digits.
test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_234_567_890, "005924"],
  [20_000_000_000, "353130"],
])("second %i gives %s", (second, code) => {
  const now = new Date(second * 1000);
  expect(codeAt(rfcSecret, stepOf(now))).toBe(code);
  expect(matchingStep(rfcSecret, code, now)).toBe(stepOf(now));
});

test("a code is good one step early and one step late, and no longer", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  const code = codeAt(rfcSecret, stepOf(now));
  const at = (steps: number) => matchingStep(rfcSecret, code, new Date(now.getTime() + steps * stepSeconds * 1000));
  expect([-2, -1, 0, 1, 2].map((steps) => at(steps) !== undefined)).toEqual([false, true, true, true, false]);
});

// RFC 4648 §10, without padding.
test.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("base 32 of %j is %j", (text, encoded) => {
  expect(toBase32(Buffer.from(text))).toBe(encoded);
});

test("base 32 comes back as it went", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect([...fromBase32(toBase32(bytes))]).toEqual([...bytes]);
    }),
  );
});

test("the address for the app names account and issuer", () => {
  const uri = new URL(codeUri(rfcSecret, "anna@shop.test"));
  expect(uri.protocol).toBe("otpauth:");
  expect(uri.searchParams.get("secret")).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  expect(decodeURIComponent(uri.pathname)).toMatch(/Meridian:anna@shop\.test$/);
});

test("recovery codes are long, different, and forgiving to type", () => {
  const codes = Array.from({ length: 50 }, newRecoveryCode);
  expect(new Set(codes).size).toBe(50);
  for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}(?:-[a-z2-7]{4}){3}$/);
  expect(plainCode(" K3VQ-7HMA 2xpd-wz5n ")).toBe("k3vq7hma2xpdwz5n");
});
