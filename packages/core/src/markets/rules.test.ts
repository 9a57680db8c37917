import { describe, expect, test } from "vitest";
import { chooseLocale, chooseMarket, consentPolicyFor, nameOfPlace, placesOf, serves } from "./rules.ts";
import { type Market, MarketLegal } from "./schemas.ts";

const market = (handle: string, countries: Market["countries"]): Market => ({
  id: `mkt_${handle}`,
  handle,
  name: handle,
  status: "active",
  countries,
  regions: [],
  channels: [],
  paymentMethods: null,
  paymentMethodsOverride: null,
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
  test("channel and region go before region, region before channel, channel before country", () => {
    const all = { ...market("all", ["US"]), id: "mkt_all" as const };
    const pos = { ...market("pos", ["US"]), channels: ["pos"] };
    const west = { ...market("west", ["US"]), regions: ["US-CA", "US-OR"] };
    const westPos = { ...west, id: "mkt_wp" as const, handle: "wp", channels: ["pos"] };
    const open = [all, pos, west, westPos];
    const at = (region: string | null, channel: string) =>
      chooseMarket(open, { country: "US", region }, channel)?.handle;
    expect([at("CA", "pos"), at("CA", "web"), at("NY", "pos"), at("NY", "web")]).toEqual(["wp", "west", "pos", "all"]);
    expect(at(null, "web")).toBe("all");
    expect(chooseMarket([all, pos, west], { country: "US", region: "CA" }, "pos")).toBe(west);
    expect(chooseMarket(open, {}, "pos")?.handle).toBe("pos");
    expect(chooseMarket(open, { market: "pos" }, "web")).toBeUndefined();
  });
  test("none is none", () => expect(chooseMarket([], {})).toBeUndefined());
});

test.each([
  ["en-GB", "en"],
  ["de-AT", "de"],
  ["fr", "de"],
  [null, "de"],
  ["not a locale", "de"],
])("the locale for %s is %s", (wanted, locale) => expect(chooseLocale(market("de", ["DE"]), wanted)).toBe(locale));

describe("the places of a market", () => {
  const west = { ...market("west", ["US", "MX"]), regions: ["US-CA"], channels: ["web", "pos"] };
  test("are its countries or the regions that it names, per channel", () => {
    expect(placesOf(west).map(nameOfPlace)).toEqual(["US-CA (web)", "US-CA (pos)", "MX (web)", "MX (pos)"]);
    expect(placesOf(market("de", ["DE", "AT"])).map(nameOfPlace)).toEqual(["DE", "AT"]);
  });
  test.each([
    ["US", "CA", true],
    ["US", " ca", true],
    ["US", "NY", false],
    ["US", null, false],
    ["MX", null, true],
    ["CA", "CA", false],
  ])("%s %s is served: %s", (country, region, expected) => expect(serves(west, country, region)).toBe(expected));
});
