import { afterAll, beforeAll, expect, test } from "vitest";
import { findOrCreateCustomer } from "../customers/index.ts";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { createCart, noteBuyer, setAddress } from "./index.ts";
import { selectCart } from "./queries.ts";
import { CreateCart, SetAddress } from "./schemas.ts";

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
  const owner = async () => (await selectCart(shop.service().db, cart.id))?.customerId;
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
  await transaction(server.db, (tx) => noteBuyer({ ...shop.shopper(), db: tx }, cart.id));
  expect(await owner()).toBeNull();
});
