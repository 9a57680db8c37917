import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSeconds } from "../kernel/time.ts";
import { transaction } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
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

describe("the Union's threshold", () => {
  const euros = (amount: number | null) => (amount === null ? null : { amount, currency: "EUR" as const });
  const sold = (checkout: string, cents: number | null, atHome: boolean) => ({
    checkoutId: `chk_${checkout}`,
    cartId: `crt_${checkout}`,
    orderId: newId("ord"),
    sale: { net: euros(cents), atHome, exchangeRates: [] },
  });
  type Sold = ReturnType<typeof sold>;
  const within = <T>(run: (ctx: Parameters<typeof tax.countUnionSale>[0]) => Promise<T>) =>
    transaction(shop.service().db, (tx) => run({ db: tx, now: () => shop.clock.now() }));
  const claim = (sale: Sold) => within((ctx) => tax.claimUnionSale(ctx, sale, addSeconds(ctx.now(), 60)));
  const count = (sale: Sold) => within((ctx) => tax.countUnionSale(ctx, sale));
  const seen = () => tax.getUnionThreshold(shop.staff(), {});
  const france = (at: Date) => tax.ratesFor(shop.shopper(), { country: "FR", at });

  test("is held by many at once for no more than is left, counted once paid, given up and run out", async () => {
    await say({ establishment: germany, belowUnionThreshold: true });
    expect(await seen()).toMatchObject({ inUnion: true, over: false, taxedAt: "home", thisYear: { amount: 0 } });
    await count(sold("first", 900_000, false));
    await count(sold("unknown", null, true));
    const many = Array.from({ length: 50 }, (_, i) => sold(`many${i}`, 20_000, true));
    const held = await Promise.all(many.map(claim));
    expect(held.filter(Boolean)).toHaveLength(5);
    expect(await seen()).toMatchObject({
      thisYear: { amount: 900_000 },
      held: { amount: 100_000 },
      left: { amount: 0 },
    });
    const mine = many.filter((_, i) => held[i]);
    const [paid, late, replaced, given, other] = mine;
    if (!paid || !late || !replaced || !given || !other) throw new Error("five hold");
    // Money that is on its way keeps what it holds for longer than a page is open.
    await within((ctx) => tax.keepUnionSale(ctx, paid));
    // What a cart held before is its own again; what is given up is anybody's.
    expect(await claim({ ...replaced, checkoutId: "chk_again" })).toBe(true);
    await within((ctx) => tax.releaseUnionSale(ctx, given));
    expect(await claim(sold("next", 20_001, true))).toBe(false);
    expect(await claim(sold("next", 20_000, true))).toBe(true);
    shop.clock.advance(61);
    expect(await seen()).toMatchObject({ held: { amount: 20_000 }, left: { amount: 80_000 } });
    await within((ctx) => tax.keepUnionSale(ctx, late));
    await count(paid);
    expect(await seen()).toMatchObject({
      thisYear: { amount: 920_000 },
      held: { amount: 0 },
      left: { amount: 80_000 },
    });
    // Paid late, it is counted while it fits, and refused once it does not.
    await count(late);
    await count(sold("bigger", 50_000, false));
    await expect(count(other)).rejects.toMatchObject({ code: "tax.threshold_crossed", kind: "conflict" });
    expect(await seen()).toMatchObject({ over: false, thisYear: { amount: 990_000 } });
  });

  test("is lowered by what goes back in the same year, and not once it was exceeded", async () => {
    const refund = { ...sold("big", 90_000, true), placedAt: shop.clock.now(), total: 300, before: 0, after: 100 };
    await within((ctx) => tax.returnUnionSale(ctx, refund));
    expect((await seen()).thisYear.amount).toBe(960_000);
    const lastYear = new Date(Date.UTC(shop.clock.now().getUTCFullYear() - 1, 11, 31));
    await within((ctx) => tax.returnUnionSale(ctx, { ...refund, placedAt: lastYear }));
    const before = await france(shop.clock.now());
    expect([
      before.decision?.mechanism,
      before.beyond?.left,
      before.beyond?.taxation.decision?.trace.at(-1)?.step,
    ]).toEqual(["origin", 40_000, "above_threshold"]);
    const crossing = sold("crossing", 40_001, false);
    await count(crossing);
    await count(sold("after", 5000, false));
    await within((ctx) => tax.returnUnionSale(ctx, { ...refund, before: 100, after: 300 }));
    const now = shop.clock.now();
    const [year, month] = [now.getUTCFullYear(), now.toISOString().slice(0, 7)];
    expect(await seen()).toMatchObject({
      over: true,
      thisYear: { amount: 1_000_001 },
      taxedAt: "destination",
      crossings: [{ year, at: now.toISOString(), orderId: crossing.orderId }],
      months: [{ month, sold: { amount: 1_030_001 }, returned: { amount: 30_000 } }],
    });
  });

  test("holds for the year after the one that exceeded it", async () => {
    const now = shop.clock.now();
    expect((await france(now)).decision?.mechanism).toBe("destination");
    const inYears = (years: number) => new Date(Date.UTC(now.getUTCFullYear() + years, 5, 1));
    expect((await france(inYears(1))).decision?.mechanism).toBe("destination");
    expect((await france(inYears(2))).decision?.mechanism).toBe("origin");
    await say({ establishment: germany, belowUnionThreshold: true, unionThreshold: "stated" });
    expect(await france(now)).toMatchObject({ decision: { mechanism: "origin" }, beyond: null, countsInUnion: true });
    expect(await claim(sold("stated", 5, false))).toBe(true);
  });

  test("knows sales to consumers of other member states alone", async () => {
    const counts = async (country: string, more: object = {}) =>
      (await tax.ratesFor(shop.shopper(), { country, at, ...more })).countsInUnion;
    const customer = { status: "business", taxId: "ATU33864707", register: "verified" } as const;
    expect([await counts("FR"), await counts("DE"), await counts("CH"), await counts("AT", { customer })]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

test("goods from abroad are measured where the seller is registered for them", async () => {
  const uk = {
    country: "GB",
    region: null,
    scheme: "standard",
    taxId: null,
    validFrom: null,
    validUntil: null,
  } as const;
  await say({ establishment: germany, registrations: [uk] });
  const british = await tax.ratesFor(shop.shopper(), { country: "GB", at });
  expect(british.imported?.limit).toEqual({ amount: 13_500, currency: "GBP", per: "consignment" });
  expect(british.imported && tax.chooseTaxes(british.imported.taxation, "standard")).toEqual({
    kind: "taxed",
    reason: "export",
    taxes: [],
  });
  for (const country of ["DE", "FR", "CH", "US"]) {
    expect((await tax.ratesFor(shop.shopper(), { country, at })).imported).toBeNull();
  }
  // Without a registration there nothing hangs on the value.
  await say({ establishment: germany });
  expect((await tax.ratesFor(shop.shopper(), { country: "GB", at })).imported).toBeNull();
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
