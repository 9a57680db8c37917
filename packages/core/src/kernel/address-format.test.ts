import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressLines, formatAddress } from "./address-format.ts";
import { countryCodes } from "./country.ts";

describe("an address as its country writes it", () => {
  test.each([
    ["US", { region: "OR", postalCode: "97201", city: "Portland" }, ["Portland, OR 97201"]],
    ["CA", { region: "QC", postalCode: "H2Y 1C6", city: "Montréal" }, ["Montréal QC H2Y 1C6"]],
    ["GB", { postalCode: "EH1 1RE", city: "Edinburgh" }, ["Edinburgh", "EH1 1RE"]],
    ["DE", { postalCode: "04109", city: "Leipzig" }, ["04109 Leipzig"]],
    ["CH", { postalCode: "3011", city: "Bern" }, ["CH-3011 Bern"]],
    ["LT", { postalCode: "LT-01001", city: "Vilnius" }, ["LT-01001 Vilnius"]],
    ["ES", { postalCode: "41001", city: "Sevilla", region: "Sevilla" }, ["41001 Sevilla Sevilla"]],
    [
      "BR",
      { postalCode: "20040-002", city: "Rio de Janeiro", region: "RJ", district: "Centro" },
      ["Centro", "Rio de Janeiro-RJ", "20040-002"],
    ],
    ["BR", { city: "Rio de Janeiro" }, ["Rio de Janeiro"]],
    ["IE", { city: "Cork", region: "Co. Cork" }, ["Cork", "Co. Cork"]],
    ["IN", { city: "Pune", postalCode: "411001", region: "MH" }, ["Pune 411001", "MH"]],
    ["TR", { city: "Kadıköy", region: "İstanbul", postalCode: "34710" }, ["34710 Kadıköy/İstanbul"]],
    ["AE", { city: "Deira", region: "Dubai" }, ["Deira", "Dubai"]],
    ["ZZ", { city: "Somewhere", postalCode: "1" }, ["1 Somewhere"]],
  ])("%s %j", (country, parts, lines) => {
    expect(formatAddress({ country, name: "N", street: ["Street 1"], ...parts })).toEqual(["N", "Street 1", ...lines]);
  });

  test("runs from the large to the small in the scripts that do, and not in Latin letters", () => {
    const parts = { country: "JP", name: "山田太郎", postalCode: "530-0001", region: "大阪府", city: "大阪市北区" };
    expect(formatAddress({ ...parts, street: ["梅田1-1"] })).toEqual([
      "〒530-0001",
      "大阪府 大阪市北区",
      "梅田1-1",
      "山田太郎",
    ]);
    const latin = {
      country: "JP",
      name: "Taro",
      street: ["1-1 Umeda"],
      city: "Kita",
      region: "Osaka",
      postalCode: "530-0001",
    };
    expect(formatAddress(latin)).toEqual(["Taro", "1-1 Umeda", "Kita, Osaka", "530-0001"]);
    expect(formatAddress(latin, "local")[0]).toBe("〒530-0001");
  });

  test("loses neither street nor name anywhere, and writes no empty or dangling line", () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/);
    const maybe = fc.option(word, { nil: null });
    fc.assert(
      fc.property(
        fc.constantFrom(...countryCodes),
        fc.record({
          name: word,
          company: maybe,
          line1: word,
          line2: maybe,
          postalCode: maybe,
          city: word,
          region: maybe,
        }),
        (country, parts) => {
          const lines = addressLines({ ...parts, country });
          for (const part of [parts.name, parts.line1]) expect(lines).toContain(part);
          if (parts.line2 !== null) expect(lines).toContain(parts.line2);
          if (country !== "MO") expect(lines.join("\n")).toContain(parts.city);
          for (const line of lines) expect(line).toMatch(/^[^\s,/-].*[^\s,/-]$/);
        },
      ),
    );
  });
});
