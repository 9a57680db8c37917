import { type AccountApi, createAccount } from "./account.ts";
import { type CartApi, createCart } from "./cart.ts";
import { createEvents, type Events } from "./events.ts";
import { type Connection, createRequest, type Request } from "./http.ts";
import { createMemory, type KeyValueStorage, type Memory } from "./storage.ts";
import type { Category, Checkout, Order, Page, Product, ProductCard, ProductFilter, Shop } from "./types.ts";

export interface ClientOptions {
  /** Base address of the shop's region: `https://eu.example.com`. */
  readonly endpoint: string;
  /** The shop's publishable key, `pk_…`. It is no secret. */
  readonly publicKey: string;
  /** Handle of a market; the shop's first one when left out. */
  readonly market?: string | undefined;
  /** BCP 47; the market's nearest is taken. */
  readonly locale?: string | undefined;
  /** Instead of the global one: for servers, proxies, tests. */
  readonly fetch?: typeof fetch | undefined;
  /** Where cart and consent are remembered; `localStorage` where there is one. */
  readonly storage?: KeyValueStorage | undefined;
}

export interface CallOptions {
  /** Aborting it fails the call with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A shop, seen by one visitor. Every call fails with MeridianError. */
export interface Client {
  readonly market: string | undefined;
  readonly locale: string | undefined;
  /** The same visitor with the same carts, in another market or locale. */
  with(change: { readonly market?: string | undefined; readonly locale?: string | undefined }): Client;
  /** Name, markets, languages and legal pages. */
  shop(options?: CallOptions): Promise<Shop>;
  readonly products: {
    list(filter?: ProductFilter, options?: CallOptions): Promise<Page<ProductCard>>;
    /** @param slug in any language, also an old one: see `moved`. */
    get(slug: string, options?: CallOptions): Promise<Product>;
  };
  readonly categories: { list(options?: CallOptions): Promise<{ readonly items: readonly Category[] }> };
  readonly cart: CartApi;
  readonly account: AccountApi;
  readonly checkout: {
    get(checkoutId: string, options?: CallOptions): Promise<Checkout>;
    /** Asks the payment provider how it went. May be repeated. A completed checkout ends the cart. */
    confirm(checkoutId: string, options?: CallOptions): Promise<Checkout>;
    /**
     * Ends the wait for a transfer or a voucher: the cart can be paid another way, from the answer's `redirectUrl`.
     * Money that is there already makes the order instead.
     */
    payOtherwise(checkoutId: string, options?: CallOptions): Promise<Checkout>;
    /** The checkout that this browser started last, or null. */
    last(): string | null;
  };
  readonly orders: {
    /** @param token the secret of the order's link. */
    get(token: string, options?: CallOptions): Promise<Order>;
  };
  readonly on: Events["on"];
  /** A call of the public API that has no method of its own here. Market and locale are not added. */
  readonly request: Request;
  /** Where this shop's small texts are kept. */
  readonly memory: Memory;
}

/**
 * A client of one shop. Nothing is sent before the first call; runs in browsers, on servers and edges.
 *
 * @example
 * const shop = createClient({ endpoint: "https://eu.example.com", publicKey: "pk_eu_…", locale: "de-DE" });
 * const { items } = await shop.products.list({ q: "lampe" });
 * const cart = await shop.cart.add({ variantId: items[0].variantId });
 */
export function createClient({ endpoint, publicKey, market, locale, fetch: own, storage }: ClientOptions): Client {
  const events = createEvents();
  const memory = createMemory(`meridian:${publicKey}:`, () => storage ?? globalThis.localStorage);
  const connection: Connection = {
    base: endpoint.replace(/\/+$/, ""),
    key: publicKey,
    fetch: own ?? ((input, init) => fetch(input, init)),
    failed: (error) => events.emit("error", error),
    customer: () => memory.get("customer"),
    customerGone() {
      memory.set("customer", null);
      events.emit("account:updated", null);
    },
  };
  const session = { memory, events, last: Promise.resolve() };

  const client = (market: string | undefined, locale: string | undefined): Client => {
    const request = createRequest(connection, locale);
    const where = { market, locale };
    const cart = createCart(request, session, where);
    const settle = async (id: string, step: string, options?: CallOptions): Promise<Checkout> => {
      const checkout = await request<Checkout>("POST", `/v1/checkouts/${id}/${step}`, options);
      if (checkout.state === "completed" && memory.get("checkout") === id) {
        memory.set("checkout", null);
        await cart.get();
      }
      return checkout;
    };
    return {
      ...where,
      with: (change) =>
        client("market" in change ? change.market : market, "locale" in change ? change.locale : locale),
      shop: (options) => request("GET", "/v1/shop", { query: where, ...options }),
      products: {
        list: (filter, options) => request("GET", "/v1/products", { query: { ...where, ...filter }, ...options }),
        get: (slug, options) =>
          request("GET", `/v1/products/${encodeURIComponent(slug)}`, { query: where, ...options }),
      },
      categories: { list: (options) => request("GET", "/v1/categories", { query: where, ...options }) },
      cart,
      account: createAccount(request, session, locale),
      checkout: {
        get: (id, options) => request("GET", `/v1/checkouts/${id}`, options),
        confirm: (id, options) => settle(id, "confirm", options),
        payOtherwise: (id, options) => settle(id, "pay-otherwise", options),
        last: () => memory.get("checkout"),
      },
      orders: { get: (token, options) => request("GET", `/v1/orders/${token}`, options) },
      on: events.on,
      request,
      memory,
    };
  };
  return client(market, locale);
}
