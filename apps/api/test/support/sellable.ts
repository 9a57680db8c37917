import { type Merchant, openShop, type Reachable } from "./merchant.ts";
import { bearer, ok, send } from "./http.ts";
import type { Region } from "@meridian/core/platform/regions";
import type { TestPlatform } from "./platform.ts";

/** A shop with one product that a German can buy: 19.99 € with 19 % VAT in it, 4.90 € shipping. */
export interface SellableShop {
  readonly merchant: Merchant;
  readonly publishableKey: string;
  /** The shop's own account at the emulator. */
  readonly stripeKey: string;
  readonly variantId: string;
  readonly productId: string;
  readonly shippingMethodId: string;
}

export const pageOrigin = "http://shop.test";

export async function openSellableShop(
  platform: Reachable,
  stock: number,
  region: Region = "eu",
): Promise<SellableShop> {
  const merchant = await openShop(platform, { region, shopName: "Nordlicht", defaultCurrency: "EUR" });
  const admin = async <T>(path: string, input: unknown, kind: "read" | "write" = "write"): Promise<T> =>
    ok<T>(await merchant.admin(path, kind, input));
  const product = await admin<{ id: string; variants: { id: string }[] }>("catalog.createProduct", {
    title: "Lamp",
    variants: [{ sku: "LAMP", optionValues: {} }],
  });
  const variantId = product.variants[0]?.id ?? "";
  await admin("inventory.adjustStock", { variantId, change: { kind: "set", onHand: stock } });
  await admin("pricing.setPrices", {
    prices: [{ variantId, currency: "EUR", amount: { amount: 1999, currency: "EUR" } }],
  });
  await admin("tax.addCountryPreset", { country: "DE" });
  const market = await admin<{ id: string }>("markets.create", {
    name: "Germany",
    handle: "de",
    countries: ["DE"],
    currency: "EUR",
    locales: ["de", "en"],
    defaultLocale: "de",
    taxDisplay: "inclusive",
    status: "active",
  });
  const shipping = await admin<{ id: string }>("fulfilment.setShippingMethod", {
    marketId: market.id,
    names: { de: "Paket", en: "Parcel" },
    price: 490,
  });
  const account = await admin<{ suggestedDevelopmentKey: string | null }>("payments.getAccount", {}, "read");
  const stripeKey = account.suggestedDevelopmentKey ?? "";
  await admin("payments.connect", { secretKey: stripeKey });
  await admin("catalog.publishProduct", { ids: [product.id] });
  const key = await admin<{ secret: string }>("tenants.createKey", {
    kind: "publishable",
    name: "Shop",
    allowedOrigins: [pageOrigin],
  });
  return {
    merchant,
    publishableKey: key.secret,
    stripeKey,
    variantId,
    productId: product.id,
    shippingMethodId: shipping.id,
  };
}

/** A cart as far as the scenarios look at it. */
export interface SeenCart {
  readonly id: string;
  readonly totals: { readonly total: { amount: number; currency: string } };
}

/** A shopper's calls to the REST surface, as a page makes them. */
export function shopper(shop: SellableShop, baseUrl = shop.merchant.regionUrl) {
  const headers = { ...bearer(shop.publishableKey), origin: pageOrigin };
  const call = (method: string, path: string, body?: unknown, idempotencyKey?: string) =>
    send(`${baseUrl}/v1${path}`, {
      method,
      headers: { ...headers, ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }) },
      ...(body === undefined ? {} : { body }),
    });
  return {
    call,
    /** A cart with everything said, ready to be paid. */
    readyCart: async (email: string, quantity = 1): Promise<SeenCart> => {
      const { id } = ok<SeenCart>(await call("POST", "/carts", { market: "de", locale: "de" }));
      ok(await call("POST", `/carts/${id}/lines`, { variantId: shop.variantId, quantity }));
      const address = { name: "Erika Beispiel", line1: "Weg 1", postalCode: "10115", city: "Berlin", country: "DE" };
      ok(await call("PUT", `/carts/${id}/address`, { email, address }));
      return ok<SeenCart>(await call("PUT", `/carts/${id}/shipping`, { methodId: shop.shippingMethodId }));
    },
    place: (cart: SeenCart, idempotencyKey: string) =>
      call(
        "POST",
        `/carts/${cart.id}/checkout`,
        { expectedTotal: cart.totals.total, successUrl: `${pageOrigin}/done`, cancelUrl: `${pageOrigin}/cart` },
        idempotencyKey,
      ),
  };
}

/** The hosted page of a checkout names its session at the emulator. */
export function sessionOf(redirectUrl: string): string {
  const session = /cs_[A-Za-z0-9_]+/.exec(redirectUrl)?.[0];
  if (session === undefined) throw new Error(`no payment session in ${redirectUrl}`);
  return session;
}

export interface Ledger {
  readonly charges: readonly { id: string; amount: number; status: string; amount_refunded: number; paid: boolean }[];
  readonly refunds: readonly { id: string; amount: number; status: string }[];
}

export async function ledgerOf(stripeUrl: string, account: string): Promise<Ledger> {
  return ok<Ledger>(await send(`${stripeUrl}/_dev/ledger?account=${account}`));
}

/** What a checkout answers when it was placed. */
export interface Placed {
  readonly checkoutId: string;
  readonly redirectUrl: string;
}

/** Buys one piece from the cart to the paid order; answers whether the sale was completed. */
export async function sell(
  platform: Pick<TestPlatform, "regions">,
  shop: SellableShop,
  name: string,
): Promise<boolean> {
  const buyer = shopper(shop);
  const placed = ok<Placed>(await buyer.place(await buyer.readyCart(`${name}@example.com`), `place-${name}`));
  await send(`${platform.regions[shop.merchant.region].stripe.url}/_dev/pay/${sessionOf(placed.redirectUrl)}`, {
    body: { card: "4242424242424242" },
  });
  const done = ok<{ state: string }>(await buyer.call("POST", `/checkouts/${placed.checkoutId}/confirm`, {}));
  return done.state === "completed";
}
