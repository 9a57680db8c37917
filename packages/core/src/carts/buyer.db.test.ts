import { afterAll, beforeAll, expect, test } from "vitest";
import { createProduct, publishProduct } from "../catalog/index.ts";
import { CreateProduct } from "../catalog/schemas.ts";
import { findOrCreateCustomer, uncountOrder } from "../customers/index.ts";
import { adjustStock } from "../inventory/index.ts";
import { AdjustStock } from "../inventory/schemas.ts";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { setPrices } from "../pricing/index.ts";
import { SetPrices } from "../pricing/schemas.ts";
import { setPromotion } from "../promotions/index.ts";
import { SetPromotion } from "../promotions/schemas.ts";
import { addCountryPreset, getTaxPolicy, setTaxPolicy } from "../tax/index.ts";
import { TaxPolicy } from "../tax/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { addLine, createCart, lockCart, noteBuyer, setAddress } from "./index.ts";
import { cartById } from "./open-cart.ts";
import { AddLine, type Cart, CreateCart, SetAddress } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  const market = { handle: "de", name: "Germany", countries: ["DE"], currency: "EUR", taxDisplay: "inclusive" };
  await createMarket(
    shop.staff(),
    CreateMarket.parse({ ...market, status: "active", locales: ["de"], defaultLocale: "de" }),
  );
});
afterAll(() => shop.close());

test("a cart is whoever's who changed it last, and a shop's own server leaves it as it is", async () => {
  const id = await transaction(shop.service().db, (tx) =>
    findOrCreateCustomer(
      tx,
      { customerId: null, email: "buyer@example.com", name: "B", locale: "de" },
      shop.clock.now(),
    ),
  );
  const cart = await createCart(shop.customer(id), CreateCart.parse({ market: "de" }));
  const owner = async () => (await cartById(shop.service().db, cart.id))?.customerId;
  const address = { name: "B", line1: "Weg 1", postalCode: "10115", city: "Berlin", country: "DE" };
  const input = SetAddress.parse({ cartId: cart.id, email: "buyer@example.com", address });
  const server: TenantCtx = { ...shop.shopper(), actor: { kind: "secret_key", keyId: "key_1", channel: "web" } };
  expect(await owner()).toBe(id);
  await setAddress(server, input);
  expect(await owner()).toBe(id);
  await setAddress(shop.shopper(), input);
  expect(await owner()).toBeNull();
  await setAddress(shop.customer(id), input);
  expect(await owner()).toBe(id);
  // Who goes to pay counts, although nothing of the cart changes.
  await transaction(server.db, async (tx) => noteBuyer({ ...shop.shopper(), db: tx }, await lockCart(tx, cart.id)));
  expect(await owner()).toBeNull();
});

test("a first order is told by the address of a guest, and is the first again once it was cancelled", async () => {
  const staff = shop.staff();
  const made = await createProduct(staff, CreateProduct.parse({ title: "Cup" }));
  const variantId = made.variants[0]?.id ?? newId("var");
  await publishProduct(staff, { ids: [made.id] });
  await adjustStock(staff, AdjustStock.parse({ variantId, change: { kind: "set", onHand: 5 } }));
  const amount = { amount: 1000, currency: "EUR" };
  await setPrices(staff, SetPrices.parse({ prices: [{ variantId, currency: "EUR", amount }] }));
  await setPromotion(
    staff,
    SetPromotion.parse({
      name: "Welcome",
      trigger: "automatic",
      conditions: [{ kind: "first_order" }],
      effect: { kind: "order_percentage", ppm: 100_000 },
    }),
  );
  const guest = shop.shopper();
  const cart = await createCart(guest, CreateCart.parse({ market: "de" }));
  const reason = ({ refusedPromotions, discounts }: Cart) =>
    refusedPromotions[0]?.reason ?? discounts[0]?.amount.amount;
  expect(reason(await addLine(guest, AddLine.parse({ cartId: cart.id, variantId, quantity: 1 })))).toBe(
    "customer_unknown",
  );
  const address = { name: "B", line1: "Weg 1", postalCode: "10115", city: "Berlin", country: "DE" };
  const as = (email: string) => setAddress(guest, SetAddress.parse({ cartId: cart.id, email, address }));
  expect(reason(await as("nobody@example.com"))).toBe(100);
  const order = { customerId: null, email: "Second@example.com", name: "S", locale: "de" };
  const id = await transaction(guest.db, (tx) => findOrCreateCustomer(tx, order, shop.clock.now()));
  expect(reason(await as("second@EXAMPLE.com"))).toBe("first_order");
  await transaction(guest.db, (tx) => uncountOrder(tx, id));
  expect(reason(await as("second@example.com"))).toBe(100);
});

test("a promotion for a country holds for what goes there, whoever taxes it", async () => {
  const staff = shop.staff();
  const { version } = await getTaxPolicy(staff, {});
  const atHome = { establishment: { country: "DE" }, belowUnionThreshold: true, unionThreshold: "stated" };
  await setTaxPolicy(staff, TaxPolicy.parse({ ...atHome, version }));
  await addCountryPreset(staff, { country: "DE" });
  const market = { handle: "at", name: "Austria", countries: ["AT"], currency: "EUR", taxDisplay: "inclusive" };
  await createMarket(staff, CreateMarket.parse({ ...market, status: "active", locales: ["de"], defaultLocale: "de" }));
  const { variants, id: productId } = await createProduct(staff, CreateProduct.parse({ title: "Bowl" }));
  const variantId = variants[0]?.id ?? newId("var");
  await adjustStock(staff, AdjustStock.parse({ variantId, change: { kind: "set", onHand: 5 } }));
  const amount = { amount: 1000, currency: "EUR" };
  await setPrices(staff, SetPrices.parse({ prices: [{ variantId, currency: "EUR", amount }] }));
  await publishProduct(staff, { ids: [productId] });
  for (const country of ["AT", "DE"]) {
    const conditions = [{ kind: "countries", countries: [country] }];
    const effect = { kind: "order_percentage", ppm: 100_000 };
    await setPromotion(staff, SetPromotion.parse({ name: country, trigger: "automatic", conditions, effect }));
  }
  const { id: cartId } = await createCart(shop.shopper(), CreateCart.parse({ market: "at" }));
  await addLine(shop.shopper(), AddLine.parse({ cartId, variantId, quantity: 1 }));
  const address = { name: "B", line1: "Weg 1", postalCode: "1010", city: "Wien", country: "AT" };
  const input = SetAddress.parse({ cartId, email: "wien@example.com", address });
  const { discounts, refusedPromotions, taxLines } = await setAddress(shop.shopper(), input);
  expect(taxLines.map(({ ratePpm }) => ratePpm)).toEqual([190_000]);
  expect(discounts.map(({ name }) => name)).toContain("AT");
  expect(refusedPromotions).toContainEqual(expect.objectContaining({ name: "DE", reason: "country" }));
});
