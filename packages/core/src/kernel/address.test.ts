import { describe, expect, test } from "vitest";
import { postalCodeFault, postalCodeUse } from "./postal-code.ts";
import { addressFaults, normalizeAddress, type PostalAddress } from "./address.ts";

const address = (
  country: PostalAddress["country"],
  postalCode: string | null,
  region: string | null = null,
): PostalAddress => ({
  name: "Ada Test",
  company: null,
  line1: "Weg 1",
  line2: null,
  city: "Ort",
  country,
  postalCode,
  region,
});
const faults = (...args: Parameters<typeof address>) =>
  addressFaults(normalizeAddress(address(...args))).map(({ field, fault }) => `${field} ${fault}`);

describe("postal codes", () => {
  test.each([
    ["DE", "10115"],
    ["AT", "1010"],
    ["NL", "1012 ab"],
    ["GB", "sw1a 1aa"],
    ["PL", "00-001"],
    ["SE", "111 22"],
    ["JP", "100-0001"],
    ["CH", "8001"],
    ["AE", null],
    ["IE", null],
    ["IE", "D02 X285"],
  ] as const)("%s %s fits", (country, code) => expect(faults(country, code)).toEqual([]));

  test.each([
    ["DE", "1011", "postalCode malformed"],
    ["DE", "10115; drop", "postalCode malformed"],
    ["DE", null, "postalCode missing"],
    ["NL", "1012", "postalCode malformed"],
    ["GB", "12345", "postalCode malformed"],
  ] as const)("%s %s does not", (country, code, fault) => expect(faults(country, code)).toEqual([fault]));
});

describe("regions", () => {
  test("are codes where codes are kept", () => {
    expect(faults("US", "94103", "ca")).toEqual([]);
    expect(faults("US", "94103", "California")).toEqual(["region unknown"]);
    expect(faults("CA", "K1A 0B1")).toEqual(["region missing"]);
  });
  test("are free text elsewhere", () => expect(faults("DE", "80331", "Bayern")).toEqual([]));
});

test("codes are brought into one form, names stay as written", () => {
  expect(normalizeAddress(address("GB", "sw1a  1aa", "Greater London"))).toMatchObject({
    postalCode: "SW1A 1AA",
    region: "Greater London",
  });
  expect(normalizeAddress(address("US", "94103", "ca")).region).toBe("CA");
});

describe("postal codes of the world", () => {
  test.each([
    ["TW", "110", true],
    ["TW", "1100", false],
    ["IL", "6100001", true],
    ["LB", "1107 2020", true],
    ["GI", "GX11 1AA", true],
    ["FK", "FIQQ 1ZZ", true],
    ["FK", "FIQQ 2ZZ", false],
    ["BM", "HM 12", true],
    ["RE", "97400", true],
    ["RE", "97300", false],
    ["KY", "KY1-1001", true],
    ["IN", "110 001", true],
    ["US", "00907-1234", true],
  ] as const)("%s %s: %s", (country, code, good) => {
    expect(postalCodeFault(country, code)).toBe(good ? undefined : "malformed");
  });

  test("are asked for only where mail is not delivered without", () => {
    expect(["DE", "KE", "HK"].map(postalCodeUse)).toEqual(["required", "optional", "none"]);
    expect(postalCodeFault("KE", null)).toBeUndefined();
    expect(postalCodeFault("DE", null)).toBe("missing");
    expect(postalCodeFault("HK", "anything")).toBeUndefined();
  });
});
