import { describe, expect, test } from "vitest";
import type { Address } from "../schemas.ts";
import { addressFaults, normalizeAddress } from "./address.ts";

const address = (country: Address["country"], postalCode: string | null, region: string | null = null): Address => ({
  name: "Ada Test",
  company: null,
  line1: "Weg 1",
  line2: null,
  city: "Ort",
  phone: null,
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
