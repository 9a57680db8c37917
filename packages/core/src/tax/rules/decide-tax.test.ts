import { describe, expect, test } from "vitest";
import { decideTax, type Registration, type SaleFacts } from "./decide-tax.ts";

const at = (country: string, scheme: Registration["scheme"] = "standard", region: string | null = null) => {
  return { country, region, scheme, validFrom: null, validUntil: null };
};
interface Given {
  from?: SaleFacts["shipTo"];
  to: SaleFacts["shipTo"];
  registrations?: Registration[];
  taxId?: string;
  register?: SaleFacts["customer"]["register"];
  more?: Partial<SaleFacts>;
  below?: boolean;
}
const decide = ({
  from = { country: "DE" },
  to,
  registrations = [],
  taxId,
  register = "verified",
  more,
  below,
}: Given) =>
  decideTax({
    seller: { establishment: from, registrations, belowUnionThreshold: below ?? false },
    shipFrom: null,
    shipTo: to,
    customer: { status: "consumer", taxId: taxId ?? null, register },
    supply: "goods",
    acceptUnverified: false,
    date: "2026-03-01",
    ...more,
  });
const short = (given: Given) => {
  const { mechanism, jurisdiction } = decide(given);
  return `${mechanism} ${jurisdiction?.country ?? "-"}${jurisdiction?.region ? `-${jurisdiction.region}` : ""}`;
};

describe("within the Union", () => {
  test.each<[string, Given, string]>([
    ["at home", { to: { country: "DE" } }, "domestic DE"],
    ["a business at home pays tax like anybody", { to: { country: "DE" }, taxId: "DE811569869" }, "domestic DE"],
    ["one-stop shop", { to: { country: "FR" }, registrations: [at("DE", "oss")] }, "oss FR"],
    ["registered there", { to: { country: "FR" }, registrations: [at("FR")] }, "destination FR"],
    ["below the threshold", { to: { country: "FR" }, below: true }, "origin DE"],
    [
      "one-stop shop is chosen although below",
      { to: { country: "FR" }, below: true, registrations: [at("DE", "oss")] },
      "oss FR",
    ],
    ["before the e-commerce package", { to: { country: "FR" }, more: { date: "2021-06-30" } }, "origin DE"],
    [
      "electronic services before 2015",
      { to: { country: "FR" }, more: { date: "2014-12-31", supply: "digital" } },
      "origin DE",
    ],
    [
      "electronic services from 2015 on",
      { to: { country: "FR" }, more: { date: "2015-01-01", supply: "digital" } },
      "destination FR",
    ],
    ["a business elsewhere", { to: { country: "AT" }, taxId: "ATU33864707" }, "intra_community -"],
    [
      "its digital services",
      { to: { country: "AT" }, taxId: "ATU33864707", more: { supply: "digital" } },
      "reverse_charge -",
    ],
    [
      "an id with wrong check digits",
      { to: { country: "AT" }, taxId: "ATU33864708", registrations: [at("DE", "oss")] },
      "oss AT",
    ],
    [
      "an id that the register rejects",
      { to: { country: "AT" }, taxId: "ATU33864707", register: "rejected", below: true },
      "origin DE",
    ],
    [
      "an id that nobody has confirmed",
      { to: { country: "AT" }, taxId: "ATU33864707", register: null, below: true },
      "origin DE",
    ],
    [
      "unless the shop relies on its form",
      { to: { country: "AT" }, taxId: "ATU33864707", register: null, more: { acceptUnverified: true } },
      "intra_community -",
    ],
    ["Monaco is France", { to: { country: "MC" }, registrations: [at("DE", "oss")] }, "oss FR"],
    [
      "goods to Northern Ireland",
      { to: { country: "GB", postalCode: "BT1 5GS" }, registrations: [at("DE", "oss")] },
      "oss GB",
    ],
    [
      "stock in the country of delivery",
      { to: { country: "PL" }, registrations: [at("PL")], more: { shipFrom: { country: "PL" } } },
      "domestic PL",
    ],
  ])("%s", (_what, given, expected) => expect(short(given)).toBe(expected));

  test("nowhere registered and above the threshold: tax is due, and that is said", () => {
    expect(decide({ to: { country: "FR" } })).toMatchObject({ mechanism: "destination", registered: false });
  });
  test("a registration counts from its first day to its last", () => {
    const registrations = [{ ...at("DE", "oss"), validFrom: "2026-03-02", validUntil: "2026-12-31" }];
    expect(short({ to: { country: "FR" }, below: true, registrations })).toBe("origin DE");
    expect(short({ to: { country: "FR" }, below: true, registrations, more: { date: "2026-03-02" } })).toBe("oss FR");
    expect(short({ to: { country: "FR" }, below: true, registrations, more: { date: "2027-01-01" } })).toBe(
      "origin DE",
    );
  });
});

describe("beyond its border", () => {
  test.each([
    ["CH", "8001"],
    ["ES", "35001"],
    ["ES", "51001"],
    ["DE", "78266"],
    ["IT", "23041"],
    ["FI", "22100"],
    ["FR", "97400"],
    ["GB", "SW1A 1AA"],
  ])("goods to %s %s leave untaxed", (country, postalCode) => {
    expect(short({ to: { country, postalCode } })).toBe("export -");
  });
  test("where the seller is registered that country's tax is charged", () => {
    expect(short({ to: { country: "GB", postalCode: "SW1A 1AA" }, registrations: [at("GB")] })).toBe("destination GB");
    expect(short({ to: { country: "LI" }, registrations: [at("CH")] })).toBe("destination CH");
  });
  test("digital services are no export", () => {
    expect(short({ to: { country: "US", region: "NY" }, more: { supply: "digital" } })).toBe("none -");
    expect(short({ to: { country: "CH" }, more: { supply: "digital" } })).toBe("none -");
  });
});

describe("other countries", () => {
  const texas = { country: "US", region: "TX" };
  test("the United States by nexus", () => {
    expect(short({ from: texas, to: texas })).toBe("destination US-TX");
    expect(short({ from: texas, to: { country: "US", region: "NY" } })).toBe("none -");
    const registrations = [at("US", "standard", "NY")];
    expect(short({ from: texas, to: { country: "US", region: "NY" }, registrations })).toBe("destination US-NY");
    expect(short({ to: { country: "US", region: "NY" }, registrations })).toBe("destination US-NY");
  });
  test("Canada's provinces charge their own tax by their own registration", () => {
    const ontario = { country: "CA", region: "ON" };
    const quebec = { country: "CA", region: "QC" };
    expect(decide({ from: ontario, to: quebec }).regional).toBe(false);
    expect(decide({ from: ontario, to: quebec, registrations: [at("CA", "standard", "QC")] }).regional).toBe(true);
    expect(decide({ from: quebec, to: quebec })).toMatchObject({ mechanism: "destination", regional: true });
  });
  test("India within a state and between states", () => {
    const karnataka = { country: "IN", region: "KA" };
    expect(decide({ from: karnataka, to: karnataka }).withinRegion).toBe(true);
    expect(decide({ from: karnataka, to: { country: "IN", region: "MH" } }).withinRegion).toBe(false);
  });
  test("a seller from outside with a registration in the Union, and one without", () => {
    const us = { country: "US", region: "NY" };
    expect(short({ from: us, to: { country: "DE" }, registrations: [at("IE", "ioss")] })).toBe("oss DE");
    expect(short({ from: us, to: { country: "DE" } })).toBe("none -");
  });
});

test("an exempt buyer is exempt everywhere", () => {
  const customer = { status: "exempt", taxId: null, register: null } as const;
  expect(short({ to: { country: "DE" }, more: { customer } })).toBe("exempt DE");
  expect(short({ to: { country: "US", region: "NY" }, more: { customer } })).toBe("exempt US-NY");
});

describe("what comes from abroad, by the value of the consignment", () => {
  const worth = (value: string, currency: string) => ({ more: { consignment: { value, currency } } });
  const states = { country: "US", region: "CA" };
  test.each<[string, Given, string]>([
    [
      "Australia, at the limit",
      { to: { country: "AU" }, registrations: [at("AU")], ...worth("1000", "AUD") },
      "destination AU",
    ],
    ["Australia, above it", { to: { country: "AU" }, registrations: [at("AU")], ...worth("1000.01", "AUD") }, "none -"],
    [
      "Britain, at the limit",
      { to: { country: "GB" }, registrations: [at("GB")], ...worth("135.00", "GBP") },
      "destination GB",
    ],
    ["Britain, above it", { to: { country: "GB" }, registrations: [at("GB")], ...worth("135.01", "GBP") }, "none -"],
    [
      "a value in another currency says nothing",
      { to: { country: "GB" }, registrations: [at("GB")], ...worth("900", "USD") },
      "destination GB",
    ],
    [
      "the import scheme, at the limit",
      { from: states, to: { country: "FR" }, registrations: [at("IE", "ioss")], ...worth("150", "EUR") },
      "oss FR",
    ],
    [
      "the import scheme, above it",
      { from: states, to: { country: "FR" }, registrations: [at("IE", "ioss")], ...worth("150.01", "EUR") },
      "none -",
    ],
    [
      "within the Union there is no import",
      { to: { country: "FR" }, registrations: [at("DE", "oss")], ...worth("900", "EUR") },
      "oss FR",
    ],
    [
      "Norway, below it",
      { to: { country: "NO" }, registrations: [at("NO")], ...worth("2999.99", "NOK") },
      "destination NO",
    ],
    ["Norway, not below it", { to: { country: "NO" }, registrations: [at("NO")], ...worth("3000", "NOK") }, "none -"],
    [
      "Singapore, at the limit",
      { to: { country: "SG" }, registrations: [at("SG")], ...worth("400", "SGD") },
      "destination SG",
    ],
    [
      "Switzerland has none",
      { to: { country: "CH" }, registrations: [at("CH")], ...worth("90000", "CHF") },
      "destination CH",
    ],
    ["to the United States without a nexus it is an export", { to: states }, "export -"],
    [
      "before the import scheme the buyer paid",
      { from: states, to: { country: "DE" }, registrations: [at("FR")], more: { date: "2015-02-24" } },
      "none -",
    ],
    ["at home neither", { from: { country: "GB" }, to: { country: "GB" }, ...worth("900", "GBP") }, "domestic GB"],
  ])("%s", (_what, given, expected) => expect(short(given)).toBe(expected));
});
