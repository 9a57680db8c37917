import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { transaction } from "@meridian/core/platform/db";
import { tenantById } from "@meridian/core/tenants";
import { restProcedures } from "../src/http/rest.ts";
import { serviceContext } from "../src/platform/region.ts";
import { storefrontRouter } from "../src/storefront/router.ts";
import { bearer, ok, send } from "./support/http.ts";
import { until } from "./support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { openSellableShop, pageOrigin, type SellableShop, shopper } from "./support/sellable.ts";

let platform: TestPlatform;
let shop: SellableShop;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: false, more: { POOL_SIZE: "2", POOL_QUEUE: "20" } });
  shop = await openSellableShop(platform, 5);
});
afterAll(() => platform.close());

interface Listing {
  readonly items: readonly { readonly title: string; readonly price: { readonly amount: number } }[];
}

const get = (of: SellableShop, path: string, more: Readonly<Record<string, string>> = {}) =>
  send(`${of.merchant.regionUrl}/v1${path}`, {
    headers: { ...bearer(of.publishableKey), origin: pageOrigin, ...more },
  });
const pricesIn = (body: unknown): number[] => (body as Listing).items.map(({ price }) => price.amount);

it.each(["/shop?market=de&locale=de", "/products?market=de&locale=de", "/products/lamp?market=de", "/categories"])(
  "%s has a strong validator, and is not sent again while it holds",
  async (path) => {
    const first = await get(shop, path);
    expect(first.status).toBe(200);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")).toMatch(/authorization/i);
    const second = await get(shop, path);
    expect([second.text, second.headers.get("etag")]).toEqual([first.text, etag]);
    for (const asked of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await get(shop, path, { "if-none-match": asked });
      expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    const other = await get(shop, path, { "if-none-match": '"other"' });
    expect([other.status, other.text]).toEqual([200, first.text]);
  },
);

it("what staff save in the console is in the shop at once, with another validator", async () => {
  const path = "/products?market=de&locale=de";
  const before = await get(shop, path);
  const [old] = pricesIn(before.body);
  const amount = { amount: (old ?? 0) + 100, currency: "EUR" };
  ok(
    await shop.merchant.admin("pricing.setPrices", "write", {
      prices: [{ variantId: shop.variantId, currency: "EUR", amount }],
    }),
  );
  const after = await get(shop, path, { "if-none-match": before.headers.get("etag") ?? "" });
  expect([after.status, pricesIn(after.body)]).toEqual([200, [amount.amount]]);
});

it("the same address is another page for another shop's key, and none without one", async () => {
  const other = await openSellableShop(platform, 5);
  const path = "/products?market=de&locale=de";
  const mine = await get(shop, path);
  const theirs = await get(other, path);
  expect(theirs.headers.get("etag")).not.toBe(mine.headers.get("etag"));
  // Another shop's validator confirms nothing.
  const asked = await get(other, path, { "if-none-match": mine.headers.get("etag") ?? "" });
  expect([asked.status, asked.text]).toEqual([200, theirs.text]);
  const anonymous = await send(`${shop.merchant.regionUrl}/v1${path}`, {
    headers: { "if-none-match": mine.headers.get("etag") ?? "" },
  });
  expect([anonymous.status, anonymous.code]).toEqual([401, "auth.required"]);
  const unknown = await get(shop, "/products/none?market=de", { "if-none-match": "*" });
  expect([unknown.status, unknown.headers.get("etag"), unknown.headers.get("cache-control")]).toEqual([
    404,
    null,
    "no-store",
  ]);
});

it("a busy database lets buyers in before who looks around, and says at once when to come back", async () => {
  const { runtime } = platform.regions.eu;
  const tenant = await tenantById(runtime.regionDb, shop.merchant.tenantId);
  if (tenant === undefined) throw new Error("the shop is not in the directory");
  const { db } = serviceContext(runtime, tenant, "test");
  const buyer = shopper(shop);
  const { id } = ok<{ id: string }>(await buyer.call("POST", "/carts", { market: "de", locale: "de" }));
  let over = false;
  const [hold, comeBack] = [() => setTimeout(5), () => setTimeout(1)];
  const crowd = Array.from({ length: 30 }, async () => {
    while (!over) await transaction(db, hold).catch(comeBack);
  });
  const refused = await until("a refusal", async () => {
    const answer = await get(shop, `/products?market=de&locale=en&q=${randomUUID()}`);
    return answer.status === 200 ? undefined : answer;
  });
  expect([refused.status, refused.code]).toEqual([503, "platform.busy"]);
  expect(refused.headers.get("retry-after")).toBe("2");
  for (let i = 0; i < 20; i++) ok(await buyer.call("GET", `/carts/${id}`));
  over = true;
  await Promise.all(crowd);
});

it("every route of a checkout goes before those of carts, and these before pages", () => {
  const told = restProcedures(storefrontRouter).map(({ rest: { method, path }, def: { urgency = "browse" } }) => {
    const wanted = /^\/v1\/(checkouts\b|carts\/.*\/checkout\b)/.test(path)
      ? "sale"
      : path.startsWith("/v1/carts")
        ? "cart"
        : urgency;
    return { route: `${method} ${path}`, urgency, wanted };
  });
  expect(told.filter(({ urgency, wanted }) => urgency !== wanted)).toEqual([]);
  expect(new Set(told.map(({ urgency }) => urgency))).toEqual(new Set(["sale", "cart", "browse", "extra"]));
});
