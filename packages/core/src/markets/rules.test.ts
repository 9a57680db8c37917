import { describe, expect, test } from "vitest";
import { chooseLocale, chooseMarket, consentPolicyFor } from "./rules.ts";
import { type Market, MarketLegal } from "./schemas.ts";

const market = (handle: string, countries: Market["countries"]): Market => ({
  id: `mkt_${handle}`,
  handle,
  name: handle,
  status: "active",
  countries,
  currency: "EUR",
  locales: ["de", "en"],
  defaultLocale: "de",
  taxDisplay: "inclusive",
  priceRounding: { kind: "none" },
  fxMarginPpm: 0,
  consentPolicy: "opt_in",
  consentPolicyOverride: null,
  consentPolicyByLaw: "opt_in",
  taxDisplayOverride: "inclusive",
  legal: MarketLegal.parse({}),
  version: 1,
});

test.each([
  [["US"], "opt_out"],
  [["US", "DE"], "opt_in"],
  [["AU", "US"], "opt_out"],
  [["AU", "NZ"], "notice"],
  [["JP"], "opt_in"],
])("consent in %j: %s", (countries, policy) => expect(consentPolicyFor(countries)).toBe(policy));

describe("the market of a visitor", () => {
  const [de, us] = [market("de", ["DE", "AT"]), market("us", ["US"])];
  test("is the one that is named, or none", () => {
    expect(chooseMarket([de, us], { market: "us", country: "DE" })).toBe(us);
    expect(chooseMarket([de, us], { market: "fr" })).toBeUndefined();
  });
  test("else the country's", () => expect(chooseMarket([de, us], { country: "US" })).toBe(us));
  test("else the first", () => expect(chooseMarket([de, us], { country: "FR" })).toBe(de));
  test("none is none", () => expect(chooseMarket([], {})).toBeUndefined());
});

test.each([
  ["en-GB", "en"],
  ["de-AT", "de"],
  ["fr", "de"],
  [null, "de"],
  ["not a locale", "de"],
])("the locale for %s is %s", (wanted, locale) => expect(chooseLocale(market("de", ["DE"]), wanted)).toBe(locale));
