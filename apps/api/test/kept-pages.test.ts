import { afterAll, beforeAll, expect, it } from "vitest";
import { bearer, ok, send } from "./support/http.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { openSellableShop, pageOrigin, type SellableShop } from "./support/sellable.ts";

let platform: TestPlatform;
let shop: SellableShop;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: false });
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
