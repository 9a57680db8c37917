import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../platform/context.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { getShop, updateShop } from "../tenants/index.ts";
import { UpdateShop } from "../tenants/schemas.ts";
import {
  createMarket,
  getMarket,
  listMarkets,
  marketById,
  marketProvenance,
  resolveShop,
  showShop,
  updateMarket,
} from "./index.ts";
import { CreateMarket, type Market, UpdateMarket } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const input = (more: Partial<Market>): CreateMarket =>
  CreateMarket.parse({
    handle: "de",
    name: "Germany",
    countries: ["DE"],
    currency: "EUR",
    locales: ["de", "en"],
    defaultLocale: "de",
    taxDisplay: "inclusive",
    status: "active",
    ...more,
  });
const create = (more: Partial<Market>) => createMarket(shop.staff(), input(more));

describe("before any market is open", () => {
  test("a shop says so", async () => {
    await create({ handle: "plan", countries: ["FR"], status: "draft" });
    await expect(resolveShop(shop.shopper(), {})).rejects.toMatchObject({ code: "markets.none_open" });
    await expect(resolveShop(shop.shopper(), { market: "plan" })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("markets", () => {
  let germany: Market;
  beforeAll(async () => {
    germany = await create({});
  });

  test("come back as they were made, with the consent policy that their countries ask for", async () => {
    expect(await getMarket(shop.staff("viewer"), { id: germany.id })).toEqual(germany);
    expect(germany).toMatchObject({ consentPolicy: "opt_in", consentPolicyOverride: null, version: 1 });
    expect((await listMarkets(shop.staff(), {})).items.map((market) => market.handle)).toEqual(["plan", "de"]);
    expect(await marketById(shop.shopper(), germany.id)).toEqual(germany);
  });

  test("have handles of their own", async () => {
    const again = create({ countries: ["AT"] });
    await expect(again).rejects.toMatchObject({ kind: "conflict", code: "markets.handle_taken" });
  });

  test("offer their default language", async () => {
    const odd = create({ handle: "odd", countries: ["PL"], defaultLocale: "pl" });
    await expect(odd).rejects.toMatchObject({ code: "markets.locale_not_offered" });
  });

  test("a country belongs to one open market; drafts may wait for it", async () => {
    const taken = create({ handle: "dach", countries: ["AT", "CH", "DE"] });
    await expect(taken).rejects.toMatchObject({
      code: "markets.country_taken",
      details: { countries: ["DE"], market: "de" },
    });
    const draft = await create({ handle: "dach", countries: ["AT", "CH", "DE"], status: "draft" });
    const opened = updateMarket(shop.staff(), { id: draft.id, version: 1, status: "active" });
    await expect(opened).rejects.toMatchObject({ code: "markets.country_taken" });
    const smaller = await updateMarket(shop.staff(), { id: draft.id, version: 1, status: "active", countries: ["AT"] });
    expect(smaller).toMatchObject({ version: 2, status: "active", countries: ["AT"] });
  });

  test("two that open at once for one country: one does", async () => {
    const results = await Promise.allSettled([
      create({ handle: "no-1", countries: ["NO"] }),
      create({ handle: "no-2", countries: ["NO"] }),
    ]);
    expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a change on an old version is refused with the current one", async () => {
    const changed = await updateMarket(shop.staff(), { id: germany.id, version: 1, fxMarginPpm: 15_000 });
    expect(changed).toMatchObject({ version: 2, fxMarginPpm: 15_000, name: "Germany" });
    const stale = updateMarket(shop.staff(), { id: germany.id, version: 1, name: "Deutschland" });
    await expect(stale).rejects.toMatchObject({ code: "markets.stale", details: { current: 2 } });
  });

  test("a role without the right may look only", async () => {
    await expect(createMarket(shop.staff("viewer"), input({ handle: "x" }))).rejects.toMatchObject({
      kind: "forbidden",
    });
    await expect(listMarkets(shop.shopper(), {})).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("a visitor's shop", () => {
  test.each([
    [{ market: "de", locale: "en-GB" }, "de", "en"],
    [{ country: "AT" }, "dach", "de"],
    [{ country: "JP" }, "de", "de"],
    [{ locale: "fr" }, "de", "de"],
  ])("for %j is the market %s in %s", async (wanted, handle, locale) => {
    const ctx = await resolveShop(shop.shopper(), wanted);
    expect([ctx.market.handle, ctx.locale, ctx.currency]).toEqual([handle, locale, "EUR"]);
    expect(ctx.marketId).toBe(ctx.market.id);
  });
});

test("a market takes over what it does not say itself, at once, and says where each field comes from", async () => {
  const own = await openTestShop();
  try {
    const market = await createMarket(
      own.staff(),
      CreateMarket.parse({
        handle: "at",
        name: "Austria",
        countries: ["AT"],
        currency: "EUR",
        locales: ["de-AT", "en"],
        defaultLocale: "de-AT",
        taxDisplay: null,
        status: "active",
      }),
    );
    const sourcesOf = async () => {
      const { fields } = await marketProvenance(own.staff(), { id: market.id });
      return Object.fromEntries(
        fields.map((one) => [`${one.field} ${one.locale ?? ""}`.trim(), [one.source, one.value]]),
      );
    };
    expect(market.taxDisplay).toBe("inclusive");
    const legal = { termsUrl: "https://shop.example/terms" };
    const { version } = await getShop(own.staff(), {});
    await updateShop(own.staff(), UpdateShop.parse({ version, pricesIncludeTax: false, legal }));
    expect((await getMarket(own.staff(), { id: market.id })).taxDisplay).toBe("exclusive");
    expect(await sourcesOf()).toMatchObject({
      taxDisplay: ["shop", "exclusive"],
      consentPolicy: ["law", "opt_in"],
      termsUrl: ["shop", "https://shop.example/terms"],
      withdrawalUrl: ["platform", null],
      "orderButton de-AT": ["law", "Zahlungspflichtig bestellen"],
      "orderButton en": ["law", "Order with obligation to pay"],
    });
    const change = {
      taxDisplay: "inclusive",
      legal: { termsUrl: "https://shop.example/agb", orderButton: { "de-AT": "Kostenpflichtig bestellen" } },
    };
    await updateMarket(own.staff(), UpdateMarket.parse({ id: market.id, version: 1, ...change }));
    expect(await sourcesOf()).toMatchObject({
      taxDisplay: ["market", "inclusive"],
      termsUrl: ["market", "https://shop.example/agb"],
      "orderButton de-AT": ["market", "Kostenpflichtig bestellen"],
    });
    const front = await showShop(await resolveShop(own.shopper(), { locale: "de" }), {});
    expect(front.legal).toMatchObject({
      termsUrl: "https://shop.example/agb",
      orderButton: "Kostenpflichtig bestellen",
    });
    await updateMarket(own.staff(), UpdateMarket.parse({ id: market.id, version: 2, taxDisplay: null, legal: {} }));
    expect(await sourcesOf()).toMatchObject({ taxDisplay: ["shop", "exclusive"], termsUrl: ["shop", legal.termsUrl] });
  } finally {
    await own.close();
  }
});

describe("markets by region and channel", () => {
  const places = (handle: string, more: Partial<Market>) =>
    create({ handle, countries: ["US"], currency: "USD", ...more });
  test("divide a country; each place has one open market", async () => {
    await places("us", {});
    const west = await places("us-west", { regions: ["US-CA", "US-OR"] });
    await expect(places("us-ca", { regions: ["US-CA"] })).rejects.toMatchObject({
      code: "markets.country_taken",
      details: { countries: ["US-CA"], market: "us-west" },
    });
    await places("us-till", { regions: ["US-CA"], channels: ["pos"] });
    await expect(
      places("us-till-2", { regions: ["US-CA", "US-NY"], channels: ["pos", "embed"] }),
    ).rejects.toMatchObject({
      details: { countries: ["US-CA (pos)"] },
    });
    await expect(places("odd", { regions: ["CA-ON"] })).rejects.toMatchObject({ code: "markets.region_not_in_market" });
    const [web, till] = [
      shop.shopper(),
      { ...shop.shopper(), actor: { ...shop.shopper().actor, channel: "pos" } as Actor },
    ];
    const at = async (ctx: typeof web, region: string | null) =>
      // Of a process that remembers nothing yet.
      (await resolveShop({ ...ctx, regionDb: shop.shopper().regionDb }, { country: "US", region })).market.handle;
    expect([await at(web, "OR"), await at(web, "NY"), await at(till, "CA"), await at(till, "OR")]).toEqual([
      "us-west",
      "us",
      "us-till",
      "us-west",
    ]);
    await expect(resolveShop(web, { market: "us-till" })).rejects.toMatchObject({ kind: "not_found" });
    const wider = await updateMarket(shop.staff(), { id: west.id, version: 1, countries: ["MX"] });
    expect(wider).toMatchObject({ countries: ["MX"], regions: [] });
    expect(await at(web, "OR")).toBe("us");
  });

  test("of many that open for one place at once, one does", async () => {
    const many = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) =>
        places(`race-${i}`, { countries: ["JP", "KR"], regions: ["JP-13"], channels: ["embed", "marketplace"] }),
      ),
    );
    expect(many.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of many) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "markets.country_taken" });
    }
  });

  test.each([
    [{ regions: ["US-ZZ"] }],
    [{ regions: ["XX-1"] }],
    [{ regions: ["us-ca"] }],
    [{ regions: ["US-CA", "US-CA"] }],
    [{ channels: ["Web Shop"] }],
    [{ paymentMethods: [] }],
    [{ paymentMethods: ["Kreditkarte!"] }],
  ])("bad input is refused: %j", (bad) => {
    expect(CreateMarket.safeParse({ ...input({}), ...bad }).success).toBe(false);
  });

  test("a market's ways of paying are its own or the account's, and say so", async () => {
    const made = await create({ handle: "nl", countries: ["NL"], paymentMethods: ["ideal", "card"] });
    const source = async () =>
      (await marketProvenance(shop.staff(), { id: made.id })).fields.find(({ field }) => field === "paymentMethods");
    expect(await source()).toMatchObject({ source: "market", value: "ideal, card", inherited: null });
    await updateMarket(shop.staff(), UpdateMarket.parse({ id: made.id, version: 1, paymentMethods: null }));
    expect(await source()).toMatchObject({ source: "provider", value: null });
    const methods = async () => (await getMarket(shop.staff(), { id: made.id })).paymentMethods;
    const say = async (paymentMethods: string[] | null) => {
      const { version } = await getShop(shop.staff(), {});
      await updateShop(shop.staff(), UpdateShop.parse({ version, paymentMethods }));
    };
    await say(["card"]);
    expect([await source(), await methods()]).toMatchObject([{ source: "shop", value: "card" }, ["card"]]);
    await updateMarket(shop.staff(), UpdateMarket.parse({ id: made.id, version: 2, paymentMethods: ["ideal"] }));
    expect(await source()).toMatchObject({ source: "market", value: "ideal", inherited: "card" });
    await say(null);
    expect(await methods()).toEqual(["ideal"]);
  });
});
