import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { euMembers } from "../../kernel/country.ts";
import { checkTaxId, taxIdCountries } from "./check-tax-id.ts";

test("every member state and the neighbours are known", () => {
  expect([...euMembers, "XI", "GB", "CH", "NO"].filter((country) => !taxIdCountries.has(country))).toEqual([]);
});

// Numbers that companies and tax offices publish as their own.
describe.each([
  ["AT", "ATU33864707"],
  ["BE", "BE0428759497"],
  ["CZ", "CZ25123891"],
  ["DE", "DE811569869"],
  ["DK", "DK13585628"],
  ["EE", "EE100931558"],
  ["ES", "ESA28015865"],
  ["FI", "FI20774740"],
  ["FR", "FR40303265045"],
  ["GR", "EL094259216"],
  ["HU", "HU12892312"],
  ["IE", "IE6388047V"],
  ["IT", "IT00743110157"],
  ["LU", "LU15027442"],
  ["NL", "NL004495445B01"],
  ["PL", "PL8567346215"],
  ["PT", "PT501964843"],
  ["RO", "RO14399840"],
  ["SE", "SE556188840401"],
  ["SI", "SI50223054"],
  ["SK", "SK2022749619"],
  ["GB", "GB980780684"],
  ["CH", "CHE100155212MWST"],
  ["NO", "NO995525828MVA"],
])("%s", (country, id) => {
  test("a number in force is valid, with its prefix or without", () => {
    expect(checkTaxId(id)).toMatchObject({ country, valid: true, verdict: "valid", taxId: id });
    const prefix = taxIdCountries.get(country) ?? "";
    expect(checkTaxId(id.slice(prefix.length), country)).toMatchObject({ valid: true, taxId: id });
  });
  test("signs in between do not matter", () => {
    expect(checkTaxId([...id].join(" ").toLowerCase()).verdict).toBe("valid");
    expect(checkTaxId([...id].join(".")).taxId).toBe(id);
  });
  test("one digit less is no such number", () => {
    expect(checkTaxId(id.replace(/\d(?=\D*$)/, ""), country).valid).toBe(false);
  });
});

test("a wrong digit is found by the check digits", () => {
  for (const id of ["DE811569869", "FR40303265045", "IT00743110157", "PL8567346215", "EL094259216"]) {
    const at = id.search(/\d(?=\D*$)/) - 1;
    const wrong = id.slice(0, at) + ((Number(id[at]) + 1) % 10) + id.slice(at + 1);
    expect(checkTaxId(wrong).verdict).toBe("format_only");
  }
});

test("anything may be entered", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(null, ...taxIdCountries.keys()), (text, country) => {
      const { verdict, valid } = checkTaxId(text, country);
      expect(valid).toBe(verdict === "valid");
    }),
    { numRuns: 500 },
  );
  expect(checkTaxId("US12345").verdict).toBe("unknown_country");
});
