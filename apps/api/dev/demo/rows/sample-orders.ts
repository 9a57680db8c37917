import type { Cart } from "@meridian/core/carts/schemas";
import type { PlacedCheckout } from "@meridian/core/checkout/schemas";
import type { ConsentPolicy, ConsentState } from "@meridian/core/consent/schemas";
import type { Order } from "@meridian/core/orders/schemas";
import { type Api, until } from "../call.ts";
import { nthPerson } from "./names.ts";

/** A shop's storefront, and where its payments' emulator is. */
export interface Storefront {
  readonly endpoint: string;
  readonly key: string;
  readonly origin: string;
  readonly emulatorUrl: string;
  readonly market: string;
  readonly locale: string;
}

/** Their buyers are nobody else. */
const firstSample = 1_000_000;

/** As much as is wanted of the stock page. */
export interface StockList {
  readonly items: readonly { readonly variantId: string; readonly available: number; readonly status: string }[];
}

const places = [
  ["Hafenstraße 12", "20457", "Hamburg"],
  ["Am Markt 3", "28195", "Bremen"],
  ["Lindenweg 8", "10115", "Berlin"],
  ["Uferpromenade 21", "24103", "Kiel"],
] as const;

async function answerOf<T>(url: string, response: Response): Promise<T> {
  const body = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${body.slice(0, 300)}`);
  return JSON.parse(body) as T;
}

/** The calls that a shop's page makes. */
function pageOf({ endpoint, key, origin }: Storefront) {
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const headers = {
      authorization: `Bearer ${key}`,
      origin,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    };
    const url = `${endpoint}/v1${path}`;
    return answerOf<T>(url, await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) }));
  };
}

/** Somebody agrees, fills a cart, gives an address and pays on the hosted page. Answers the mail address. */
export async function buy(
  shop: Storefront,
  n: number,
  lines: readonly { readonly variantId: string; readonly quantity: number }[],
): Promise<string> {
  const call = pageOf(shop);
  const { market, locale } = shop;
  const asked = new URLSearchParams({ market, locale }).toString();
  const policy = await call<ConsentPolicy>("GET", `/consent/policy?${asked}`);
  const consent = await call<ConsentState>("POST", "/consent", {
    market,
    locale,
    choices: { preferences: true, analytics: n % 2 === 0, marketing: n % 3 === 0, sale_of_data: false },
    method: "banner",
    policyVersion: policy.version,
    policyHash: policy.hash,
  });
  const person = nthPerson(n);
  const [line1, postalCode, city] = places[n % places.length] ?? places[0];
  const { id } = await call<Cart>("POST", "/carts", { market, locale });
  for (const line of lines) await call("POST", `/carts/${id}/lines`, line);
  const address = { name: person.name, line1, postalCode, city, country: "DE" };
  const { shippingOptions: ways } = await call<Cart>("PUT", `/carts/${id}/address`, { email: person.email, address });
  const cart = await call<Cart>("PUT", `/carts/${id}/shipping`, { methodId: ways[n % ways.length]?.methodId });
  const placed = await call<PlacedCheckout>("POST", `/carts/${id}/checkout`, {
    expectedTotal: cart.totals.total,
    successUrl: `${shop.origin}/`,
    cancelUrl: `${shop.origin}/`,
    subjectId: consent.subjectId,
  });
  const session = /cs_[A-Za-z0-9_]+/.exec(placed.redirectUrl ?? "")?.[0] ?? "";
  const url = `${shop.emulatorUrl}/_dev/pay/${session}`;
  await answerOf(
    url,
    await fetch(url, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }),
  );
  await call("POST", `/checkouts/${placed.checkoutId}/confirm`, {});
  return person.email;
}

const orderFor = (api: Api, text: string) =>
  until("the order of a payment", async () => {
    const { items } = await api.read<{ items: readonly Order[] }>("orders.list", { text, first: 1 });
    return items[0] && (await api.read<Order>("orders.get", { id: items[0].id }));
  });

/** What happens to the orders in turn: they wait, are shipped, arrive, are refunded in part, are cancelled. */
const lots: readonly ((api: Api, order: Order) => Promise<unknown>)[] = [
  async () => undefined,
  async (api, { id }) => api.write("fulfilment.fulfil", { orderId: id, notify: false }),
  async () => undefined,
  async (api, { id }) => {
    const { fulfilments } = await api.write<Order>("fulfilment.fulfil", {
      orderId: id,
      carrier: "DHL",
      trackingNumber: "JVGL0601234567",
      notify: false,
    });
    const [parcel] = fulfilments;
    return parcel && api.write("fulfilment.markDelivered", { id: parcel.id, version: parcel.version });
  },
  async (api, { id, version, lines: [line] }) =>
    api.write("orders.refund", {
      orderId: id,
      version,
      lines: [{ orderLineId: line?.id, quantity: 1 }],
      reason: "Ein Teil kam beschädigt an",
    }),
  async (api, { id, version }) => api.write("orders.cancel", { orderId: id, version, reason: "Nicht mehr lieferbar" }),
];

/** Lets the emulator know the payments of the copies that will be made. */
async function putAside({ emulatorUrl }: Storefront, { payments }: Order): Promise<void> {
  for (const { providerRef } of payments) {
    if (providerRef === null) continue;
    const url = `${emulatorUrl}/_dev/copies/${providerRef}`;
    await answerOf(url, await fetch(url, { method: "POST", body: "{}" }));
  }
}

/** Real orders, of which the others are copies: one to three lines each. Answers their ids. */
export async function sampleOrders(api: Api, shop: Storefront): Promise<readonly string[]> {
  const { items } = await api.read<StockList>("catalog.listStockItems", { first: 100 });
  const variants = items.filter(({ status, available }) => status === "active" && available >= 2);
  const ids: string[] = [];
  for (const [i, lot] of lots.entries()) {
    const lines = variants
      .slice(i * 3, i * 3 + 1 + (i % 3))
      .map(({ variantId }) => ({ variantId, quantity: 1 + (i % 2) }));
    const order = await orderFor(api, await buy(shop, firstSample + i, lines));
    await lot(api, order);
    await putAside(shop, order);
    ids.push(order.id);
  }
  return ids;
}
