import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { transaction } from "../platform/db.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as tax from "./index.ts";
import { SetTaxRate, type TaxPolicy, TaxPolicy as Policy } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  for (const country of ["DE", "FR", "CA", "AT"]) {
    await tax.addCountryPreset(shop.staff(), { country } as { country: "DE" });
  }
});
afterAll(() => shop.close());

const at = new Date("2026-06-01T12:00:00Z");
async function say(change: Partial<Omit<TaxPolicy, "version">>): Promise<TaxPolicy> {
  const { version } = await tax.getTaxPolicy(shop.staff(), {});
  return tax.setTaxPolicy(shop.staff(), Policy.parse({ ...change, version }));
}
const chosen = async (country: string, more: object = {}) =>
  tax.chooseTaxes(await tax.ratesFor(shop.shopper(), { country, at, ...more }), "standard");
const germany = { country: "DE", region: null } as const;
const oss = { country: "DE", region: null, scheme: "oss", taxId: null, validFrom: null, validUntil: null } as const;

test("a shop that has not said where it is charges each destination's rates", async () => {
  expect(await tax.getTaxPolicy(shop.staff(), {})).toMatchObject({ establishment: null, registrations: [] });
  expect(await chosen("FR")).toMatchObject({ kind: "taxed", taxes: [{ ratePpm: 200_000 }] });
});

describe("a German shop", () => {
  test("charges the destination's tax in the one-stop shop, and its own below the threshold", async () => {
    await say({ establishment: germany, registrations: [oss] });
    expect(await chosen("FR")).toMatchObject({ kind: "taxed", taxes: [{ ratePpm: 200_000 }] });
    await say({ establishment: germany, belowUnionThreshold: true });
    expect(await chosen("FR")).toMatchObject({ kind: "taxed", taxes: [{ ratePpm: 190_000 }] });
  });
  test("is not registered: refused, unless the shop has decided otherwise, country by country", async () => {
    await say({ establishment: germany });
    expect(await chosen("FR")).toMatchObject({ kind: "missing", cause: "not_registered" });
    const refused = await chosen("FR");
    expect(() => tax.requireTreatment(refused)).toThrow(expect.objectContaining({ code: "tax.not_registered" }));
    const france = { country: "FR", whenNotRegistered: "no_tax", discounts: "after_tax" } as const;
    await say({ establishment: germany, countries: [france] });
    expect(await chosen("FR")).toEqual({ kind: "taxed", reason: "not_registered", taxes: [] });
    expect(await chosen("AT")).toMatchObject({ kind: "missing" });
    await say({ establishment: germany, countries: [{ ...france, whenNotRegistered: "charge" }] });
    expect(await chosen("FR")).toMatchObject({ taxes: [{ ratePpm: 200_000 }], discounts: "after_tax" });
  });
  test("leaves the tax to a business elsewhere, once its id is confirmed", async () => {
    await say({ establishment: germany, registrations: [oss] });
    const customer = { status: "business", taxId: "ATU33864707", register: "verified" } as const;
    expect(await chosen("AT", { customer })).toEqual({ kind: "taxed", reason: "reverse_charge", taxes: [] });
    const unsure = { ...customer, register: "unreachable" } as const;
    expect(await chosen("AT", { customer: unsure })).toMatchObject({ reason: "standard" });
    await say({ establishment: germany, registrations: [oss], taxIds: { register: "vies", acceptUnverified: true } });
    expect(await chosen("AT", { customer: unsure })).toMatchObject({ reason: "reverse_charge" });
  });
  test("exports without tax, and sells to the exempt without it", async () => {
    expect(await chosen("CH")).toEqual({ kind: "taxed", reason: "export", taxes: [] });
    const customer = { status: "exempt", taxId: null, register: null } as const;
    expect(await chosen("DE", { customer })).toEqual({ kind: "taxed", reason: "exempt", taxes: [] });
  });
  test("keeps its net abroad where it says so", async () => {
    await say({ establishment: germany, registrations: [oss], crossBorder: "fixed_net" });
    const taxation = await tax.ratesFor(shop.shopper(), { country: "FR", at });
    expect(taxation.listed && tax.chooseTaxes(taxation.listed, "standard")).toMatchObject({
      taxes: [{ ratePpm: 190_000 }],
    });
    expect((await tax.ratesFor(shop.shopper(), { country: "DE", at })).listed).toBeNull();
  });
});

test("own sales are counted against the Union's threshold, at once by many, and over it the destination taxes", async () => {
  await say({ establishment: germany, belowUnionThreshold: true });
  const seen = () => tax.getUnionThreshold(shop.staff(), {});
  expect(await seen()).toMatchObject({ inUnion: true, over: false, taxedAt: "home", thisYear: { amount: 0 } });
  const sale = (country: string, cents: number | null, mechanism = "origin") =>
    transaction(shop.service().db, (tx) =>
      tax.countUnionSale(
        { ...shop.service(), db: tx },
        { to: { country, region: null, postalCode: null }, mechanism, netCents: () => Promise.resolve(cents) },
      ),
    );
  await Promise.all(Array.from({ length: 20 }, () => sale("FR", 49_000)));
  await Promise.all([
    sale("DE", 1, "domestic"),
    sale("CH", 1, "export"),
    sale("FR", 1, "intra_community"),
    sale("FR", null),
  ]);
  const now = shop.clock.now();
  expect(await seen()).toMatchObject({ thisYear: { amount: 980_000 }, left: { amount: 20_000 }, taxedAt: "home" });
  const { beyond, decision } = await tax.ratesFor(shop.shopper(), { country: "FR", at: now });
  expect([decision?.mechanism, beyond?.left, beyond?.taxation.decision?.trace.at(-1)?.step]).toEqual([
    "origin",
    20_000,
    "above_threshold",
  ]);
  await sale("FR", 20_001);
  await sale("FR", 5000);
  expect(await seen()).toMatchObject({ over: true, thisYear: { amount: 1_000_001 }, taxedAt: "destination" });
  const after = (at: Date) => tax.ratesFor(shop.shopper(), { country: "FR", at });
  expect((await after(now)).decision?.mechanism).toBe("destination");
  // The year after it still counts, the one after that no more.
  const inYears = (years: number) => new Date(Date.UTC(now.getUTCFullYear() + years, 5, 1));
  expect((await after(inYears(1))).decision?.mechanism).toBe("destination");
  expect((await after(inYears(2))).decision?.mechanism).toBe("origin");
  await say({ establishment: germany, belowUnionThreshold: true, unionThreshold: "stated" });
  expect((await after(now)).decision?.mechanism).toBe("origin");
});

test("postal codes have rates of their own within their bounds", async () => {
  await say({ establishment: { country: "AT", region: null } });
  const ppm = async (postalCode: string | null) => {
    const choice = await chosen("AT", { postalCode });
    return choice.kind === "taxed" ? choice.taxes[0]?.ratePpm : choice.kind;
  };
  expect([await ppm("6993"), await ppm("6994"), await ppm(null)]).toEqual([190_000, 200_000, 200_000]);
});

test("a province's own tax waits for its registration", async () => {
  const quebec = { country: "CA", region: "QC" };
  await say({ establishment: { country: "CA", region: "ON" } });
  expect(await chosen("CA", quebec)).toMatchObject({ taxes: [{ name: "GST" }] });
  await say({
    establishment: { country: "CA", region: "ON" },
    registrations: [{ ...oss, ...quebec, country: "CA", scheme: "standard" }],
  });
  expect(await chosen("CA", quebec)).toMatchObject({ taxes: [{ name: "GST" }, { name: "QST", ratePpm: 99_750 }] });
});

test("a stale policy is refused, and so is one that contradicts itself", async () => {
  const policy = await say({});
  await expect(tax.setTaxPolicy(shop.staff(), { ...policy, version: policy.version - 1 })).rejects.toMatchObject({
    code: "tax.stale",
  });
  const bad = [
    { establishment: { country: "US", region: "ON" } },
    { registrations: [{ country: "DE", validFrom: "2026-02-01", validUntil: "2026-01-01" }] },
    { countries: [{ country: "FR" }, { country: "FR" }] },
    { whenNotRegistered: "maybe" },
  ];
  for (const change of bad) expect(Policy.safeParse({ ...change, version: 1 }).success).toBe(false);
  const rate = { country: "DE", name: "x", ratePpm: 190_000 };
  expect(SetTaxRate.safeParse({ ...rate, postalFrom: "2000" }).success).toBe(false);
  expect(SetTaxRate.safeParse({ ...rate, postalFrom: "2000", postalUntil: "1000" }).success).toBe(false);
});
