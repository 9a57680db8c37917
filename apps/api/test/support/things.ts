import { randomBytes } from "node:crypto";
import { ok, send } from "./http.ts";
import { until } from "./merchant.ts";
import type { Opened, Order, Product, World } from "./world-type.ts";

export const mark = (): string => randomBytes(4).toString("hex");

/** A text that the world has only here. */
export const unique = ({ canary }: Pick<Opened, "canary">): string => `${canary} ${mark()}`;

export interface Key {
  readonly id: string;
  readonly secret: string;
}

export async function key(
  shop: Pick<Opened, "admin" | "canary" | "origin">,
  kind: "publishable" | "secret",
): Promise<Key> {
  const input = { kind, name: `${shop.canary} ${kind}`, allowedOrigins: kind === "secret" ? [] : [shop.origin] };
  const { key: made, secret } = await shop.admin<{ key: { id: string }; secret: string }>("tenants.createKey", input);
  return { id: made.id, secret };
}

export interface Market {
  readonly id: string;
  readonly version: number;
}

export function marketInput(canary: string, handle: string, countries: readonly string[]) {
  return {
    handle,
    name: `${canary} market`,
    countries,
    currency: "EUR",
    locales: ["de", "en"],
    defaultLocale: "de",
    taxDisplay: "inclusive",
    priceRounding: { kind: "ending", ending: 99, of: 100, mode: "half-up" },
    fxMarginPpm: 0,
  };
}

export function market(shop: Pick<Opened, "admin" | "canary">, handle: string): Promise<Market> {
  const paymentMethods = ["card", "customer_balance"];
  return shop.admin("markets.create", {
    ...marketInput(shop.canary, handle, ["DE"]),
    paymentMethods,
    status: "active",
  });
}

export interface ShippingMethod {
  readonly id: string;
  readonly version: number;
}

export function shippingMethod(shop: Pick<Opened, "admin" | "canary">, marketId: string): Promise<ShippingMethod> {
  return shop.admin("fulfilment.setShippingMethod", shippingInput(shop.canary, marketId));
}

export function shippingInput(canary: string, marketId: string) {
  return {
    marketId,
    names: { de: `${canary} Paket` },
    price: 490,
    freeAbove: 99_000,
    countries: ["DE"],
    minDays: 1,
    maxDays: 3,
  };
}

export interface Company {
  readonly id: string;
  readonly version: number;
}

export function company(shop: Pick<Opened, "admin" | "canary">): Promise<Company> {
  return shop.admin("customers.createCompany", { name: unique(shop), billingAddress: address(shop.canary) });
}

export interface TaxRate {
  readonly id: string;
  readonly version: number;
}

export function taxRate(shop: Pick<Opened, "admin" | "canary">): Promise<TaxRate> {
  return shop.admin("tax.setRate", { country: "FR", taxClass: `c${mark()}`, name: `${shop.canary}`, ratePpm: 200_000 });
}

export interface Category {
  readonly id: string;
  readonly path: string;
}

export function category(shop: Pick<Opened, "admin" | "canary">): Promise<Category> {
  return shop.admin("catalog.createCategory", { titles: { de: unique(shop) } });
}

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A picture of one pixel (PNG), each time other bytes. */
export const picture = (): string => Buffer.concat([Buffer.from(pixel, "base64"), randomBytes(8)]).toString("base64");

/** The form of the European Central Bank's file of daily rates. */
export const ecbFile = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<Cube><Cube time="2026-06-12"><Cube currency="USD" rate="1.0812"/><Cube currency="GBP" rate="0.8415"/></Cube></Cube>
</gesmes:Envelope>`;

export function productInput(canary: string, categoryId: string) {
  return {
    title: `${canary} Lampe ${mark()}`,
    description: `${canary} leuchtet`,
    tags: [canary],
    categoryIds: [categoryId],
    options: [{ name: "Farbe", values: ["rot", "blau"] }],
    variants: [
      { sku: `${canary}-${mark()}`, optionValues: { Farbe: "rot" }, trackInventory: true },
      { sku: `${canary}-${mark()}`, optionValues: { Farbe: "blau" }, trackInventory: true },
    ],
  };
}

interface AdminProduct {
  readonly id: string;
  readonly version: number;
  readonly translations: Readonly<Record<string, { readonly slug: string }>>;
  readonly variants: readonly { readonly id: string }[];
  readonly pictures: readonly { readonly id: string }[];
}

/** The product as it is now. */
export async function productNow(shop: Pick<Opened, "admin">, id: string): Promise<Product> {
  return productOf(await shop.admin<AdminProduct>("catalog.getProduct", { id }));
}

function productOf(product: AdminProduct): Product {
  const [first, second] = product.variants.map((variant) => variant.id);
  return {
    id: product.id,
    version: product.version,
    slug: product.translations["de"]?.slug ?? "",
    variantIds: [first ?? "", second ?? ""],
    pictureId: product.pictures[0]?.id ?? "",
  };
}

/** A product that nothing else of the world needs: a draft without prices. */
export async function draft(shop: Pick<World, "admin" | "canary" | "categoryId">): Promise<Product> {
  return productOf(await shop.admin("catalog.createProduct", productInput(shop.canary, shop.categoryId)));
}

/** A draft with a picture. */
export async function picturedDraft(shop: Pick<World, "admin" | "canary" | "categoryId">): Promise<Product> {
  const made = await draft(shop);
  const { id } = await shop.admin<{ id: string }>("media.addPicture", { productId: made.id, base64: picture() });
  return { ...made, pictureId: id };
}

/** A published product with two variants, prices, stock and a picture. */
export async function product(shop: Pick<World, "admin" | "canary" | "categoryId">): Promise<Product> {
  const made = await shop.admin<AdminProduct>("catalog.createProduct", productInput(shop.canary, shop.categoryId));
  const prices = made.variants.map(({ id }) => ({
    variantId: id,
    currency: "EUR",
    amount: { amount: 2_990, currency: "EUR" },
  }));
  await shop.admin("pricing.setPrices", { prices });
  for (const { id } of made.variants)
    await shop.admin("inventory.adjustStock", { variantId: id, change: { kind: "set", onHand: 1_000 } });
  await shop.admin("media.addPicture", { productId: made.id, base64: picture(), alt: { de: `${shop.canary} Bild` } });
  await shop.admin("catalog.publishProduct", { ids: [made.id] });
  return productNow(shop, made.id);
}

export interface Cart {
  readonly id: string;
  readonly lines: readonly { readonly id: string; readonly variantId: string }[];
  readonly totals: { readonly total: { readonly amount: number; readonly currency: string } };
}
type Selling = Pick<
  World,
  | "shop"
  | "admin"
  | "canary"
  | "market"
  | "products"
  | "shippingMethodId"
  | "origin"
  | "platform"
  | "tenantId"
  | "regionUrl"
>;

export function address(canary: string) {
  return { name: `${canary} Anna`, line1: "Lindenweg 1", postalCode: "10115", city: "Berlin", country: "DE" };
}

/** A cart with two pieces in it. */
export async function cart(world: Selling): Promise<Cart> {
  const { id } = await world.shop<Cart>("carts.create", { market: world.market.handle });
  return world.shop("carts.addLine", { cartId: id, variantId: world.products[0].variantIds[0], quantity: 2 });
}

/** A cart that only waits to be paid. */
export async function readyCart(world: Selling): Promise<Cart> {
  const { id } = await cart(world);
  const email = `${world.canary.toLowerCase()}@example.com`;
  await world.shop("carts.setAddress", { cartId: id, email, address: address(world.canary) });
  return world.shop("carts.chooseShipping", { cartId: id, methodId: world.shippingMethodId });
}

export function placeInput(world: Selling, ready: Cart) {
  return {
    cartId: ready.id,
    expectedTotal: ready.totals.total,
    successUrl: `${world.origin}/thanks`,
    cancelUrl: `${world.origin}/cart`,
  };
}

export interface Checkout {
  readonly checkoutId: string;
  readonly redirectUrl: string | null;
}

export async function checkout(world: Selling): Promise<Checkout> {
  return world.shop("checkout.place", placeInput(world, await readyCart(world)));
}

/** A checkout that was paid at the emulator, and not yet confirmed. */
export function paidCheckout(world: Selling): Promise<Checkout> {
  return payAtPage(world, {});
}

/** A checkout whose shopper has been told where to transfer the money. */
export async function awaitedCheckout(world: Selling): Promise<Checkout> {
  const placed = await payAtPage(world, { later: "customer_balance" });
  await world.shop("checkout.confirm", { checkoutId: placed.checkoutId });
  return placed;
}

async function payAtPage(world: Selling, how: object): Promise<Checkout> {
  const placed = await checkout(world);
  const session = /cs_test_\w+/.exec(placed.redirectUrl ?? "")?.[0];
  if (session === undefined) throw new Error(`no payment page: ${JSON.stringify(placed)}`);
  const { stripe } = Object.values(world.platform.regions).find(({ url }) => url === world.regionUrl) ?? {};
  const email = `${world.canary.toLowerCase()}@example.com`;
  ok(await send(`${stripe?.url ?? ""}/_dev/pay/${session}`, { body: { email, ...how } }));
  return placed;
}

interface AdminOrder {
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly checkoutId: string;
  readonly lines: readonly { readonly id: string }[];
}

export async function order(world: Selling): Promise<Order> {
  const { checkoutId } = await paidCheckout(world);
  const view = await until("the order", async () => {
    const { order: made } = await world.shop<{ order: { token: string; number: string } | null }>("checkout.confirm", {
      checkoutId,
    });
    return made ?? undefined;
  });
  const { items } = await world.admin<{ items: { id: string; number: string }[] }>("orders.list", {
    text: view.number,
  });
  const { id, lines, customerId } = await orderNow(world, items[0]?.id ?? "");
  return { id, token: view.token, lineIds: lines.map((line) => line.id), customerId };
}

export function orderNow(shop: Pick<Opened, "admin">, id: string): Promise<AdminOrder> {
  return shop.admin("orders.get", { id });
}

export async function refundInput(shop: Pick<Opened, "admin" | "canary">, orderId: string) {
  const { version, lines } = await orderNow(shop, orderId);
  return { orderId, version, lines: [{ orderLineId: lines[0]?.id, quantity: 1 }], reason: `${shop.canary} kaputt` };
}

export async function refund(shop: Pick<Opened, "admin" | "canary">, orderId: string): Promise<void> {
  await shop.admin("orders.refund", await refundInput(shop, orderId));
}

export async function consentInput(world: Selling) {
  const policy = await world.shop<{ version: string; hash: string; market: string; locale: string }>("consent.policy", {
    market: world.market.handle,
    locale: "de",
  });
  return {
    market: policy.market,
    locale: policy.locale,
    choices: { preferences: true, analytics: false, marketing: false, sale_of_data: false },
    method: "banner",
    policyVersion: policy.version,
    policyHash: policy.hash,
  };
}

export async function consent(world: Selling): Promise<{ subjectId: string }> {
  return world.shop("consent.record", await consentInput(world));
}

export function importInput(canary: string) {
  const handle = `${canary.toLowerCase()}-${mark()}`;
  const content = `handle,title,sku,price,currency,stock,status\n${handle},${canary} Import,${handle},12.50,EUR,7,active\n`;
  return { fileName: `${canary}.csv`, content, ignoreColumns: ["colour"] };
}

export function importJob(shop: Pick<Opened, "admin" | "canary">): Promise<{ id: string }> {
  return shop.admin("catalog.startImport", importInput(shop.canary));
}
