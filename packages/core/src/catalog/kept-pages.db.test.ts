import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addLine, createCart } from "../carts/index.ts";
import { AddLine, CreateCart } from "../carts/schemas.ts";
import { adjustStock } from "../inventory/index.ts";
import { AdjustStock } from "../inventory/schemas.ts";
import { addSeconds } from "../kernel/time.ts";
import { createMarket, resolveShop } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import type { TenantCtx } from "../platform/context.ts";
import { readPart } from "../platform/parts.ts";
import { setPrices, shownPricesPart } from "../pricing/index.ts";
import { SetPrices } from "../pricing/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { createProduct, publishProduct, shopProduct, shopProducts } from "./index.ts";
import { CreateProduct, type Product, ShopProductsInput } from "./schemas.ts";

/** A listing as far as it is looked at here. */
interface Listing {
  readonly items: readonly { readonly title: string; readonly price: { readonly amount: number } }[];
}

let shop: TestShop;
let lamp: Product;

async function openLampShop(title: string): Promise<[TestShop, Product]> {
  const own = await openTestShop();
  const market = { handle: "de", name: "Germany", countries: ["DE"], currency: "EUR", taxDisplay: "inclusive" };
  await createMarket(
    own.staff(),
    CreateMarket.parse({ ...market, status: "active", locales: ["de"], defaultLocale: "de" }),
  );
  const product = await createProduct(own.staff(), CreateProduct.parse({ title }));
  const [variant] = product.variants;
  await setPrices(own.staff(), priceOf(variant?.id, 1_000));
  const stock = { variantId: variant?.id, change: { kind: "set", onHand: 5 } };
  await adjustStock(own.staff(), AdjustStock.parse(stock));
  await publishProduct(own.staff(), { ids: [product.id] });
  return [own, product];
}

const priceOf = (variantId: string | undefined, amount: number, startsAt: Date | null = null) =>
  SetPrices.parse({
    prices: [
      { variantId, currency: "EUR", amount: { amount, currency: "EUR" }, startsAt: startsAt?.toISOString() ?? null },
    ],
  });

beforeAll(async () => {
  [shop, lamp] = await openLampShop("Lamp");
});
afterAll(() => shop.close());

/** A process of the region: all its contexts share one handle, and with it one memory. */
function processOf(own: TestShop) {
  const { regionDb } = own.service();
  const shopper = (): TenantCtx => ({ ...own.shopper(), regionDb });
  const visitor = () => resolveShop(shopper(), { market: "de" });
  const listing = async () => {
    const answer = await shopProducts.kept(await visitor(), ShopProductsInput.parse({}));
    const page = JSON.parse(String(answer?.body)) as Listing;
    return { etag: answer?.etag, prices: page.items.map(({ price }) => price.amount), page };
  };
  return { staff: (): TenantCtx => ({ ...own.staff(), regionDb }), shopper, visitor, listing };
}

const variantOf = (product: Product): string => product.variants[0]?.id ?? "";

describe("statements", () => {
  test("a remembered page takes none; anew, a listing and a product's page take one each", async () => {
    const { visitor, listing } = processOf(shop);
    await listing();
    const counted = async (run: () => Promise<unknown>): Promise<number> => {
      shop.database.statements.length = 0;
      await run();
      return shop.database.statements.length;
    };
    expect(await counted(listing)).toBe(0);
    const [input, page] = [ShopProductsInput.parse({}), { slug: "lamp" }];
    expect(await counted(async () => shopProducts(await visitor(), input))).toBe(1);
    expect(await counted(async () => shopProducts(await visitor(), ShopProductsInput.parse({ q: "lam" })))).toBe(1);
    expect(await counted(async () => shopProduct(await visitor(), page))).toBe(1);
  });
});

test("what staff save is seen at once where it was saved, and decides a sale everywhere", async () => {
  const [here, elsewhere] = [processOf(shop), processOf(shop)];
  const before = await here.listing();
  expect([before.prices, (await elsewhere.listing()).prices]).toEqual([[1_000], [1_000]]);
  await setPrices(here.staff(), priceOf(variantOf(lamp), 1_200));
  const after = await here.listing();
  expect(after.prices).toEqual([1_200]);
  expect(after.etag).not.toBe(before.etag);
  // The other process may show the old page for a second more; its cart knows better.
  const cart = await createCart(elsewhere.shopper(), CreateCart.parse({ market: "de" }));
  const line = AddLine.parse({ cartId: cart.id, variantId: variantOf(lamp), quantity: 1 });
  expect((await addLine(elsewhere.shopper(), line)).lines[0]?.unitPrice?.amount).toBe(1_200);
  await setPrices(here.staff(), priceOf(variantOf(lamp), 1_000));
  expect(await here.listing()).toEqual(before);
});

test("a page ends when the next price begins, at the latest with the day", async () => {
  const ctx = processOf(shop);
  const visitor = await ctx.visitor();
  const until = async () => {
    const at = shop.clock.now();
    const part = shownPricesPart(visitor, visitor.market, [variantOf(lamp)], at);
    return ((await readPart(visitor.db, part)).until.getTime() - at.getTime()) / 1_000;
  };
  expect(await until()).toBeGreaterThan(60);
  expect(await until()).toBeLessThanOrEqual(86_400);
  await setPrices(ctx.staff(), priceOf(variantOf(lamp), 800, addSeconds(shop.clock.now(), 60)));
  expect(await until()).toBe(60);
  shop.clock.advance(60);
  expect(await until()).toBeGreaterThan(60);
  expect((await processOf(shop).listing()).prices).toEqual([800]);
});

test("one process keeps two shops apart, and no page for a customer, who may have prices of his own", async () => {
  const [other] = await openLampShop("Vase");
  try {
    const { regionDb } = shop.service();
    const titles = async (own: TestShop) => {
      const ctx = await resolveShop({ ...own.shopper(), regionDb }, { market: "de" });
      const answer = await shopProducts.kept(ctx, ShopProductsInput.parse({}));
      return (JSON.parse(String(answer?.body)) as Listing).items.map(({ title }) => title);
    };
    expect(await titles(shop)).toEqual(["Lamp"]);
    expect(await titles(other)).toEqual(["Vase"]);
    expect(await titles(shop)).toEqual(["Lamp"]);
    const customer = await resolveShop(shop.customer("cus_01k00000000000000000000000"), { market: "de" });
    expect(await shopProducts.kept(customer, ShopProductsInput.parse({}))).toBeNull();
  } finally {
    await other.close();
  }
});
