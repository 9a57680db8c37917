import { randomBytes } from "node:crypto";
import { ok, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openSellableShop, pageOrigin, type SellableShop, sessionOf, shopper } from "../support/sellable.ts";
import type { Installation } from "./installation.ts";

/** Texts that a person of the shop's region gave, and that nobody else may ever have. */
export interface Person {
  /** In every field that takes letters. */
  readonly stem: string;
  readonly email: string;
  /** Where only digits go. */
  readonly phone: string;
  readonly taxId: string;
}

export interface Lived {
  readonly shop: SellableShop;
  readonly person: Person;
  readonly schema: string;
}

const password = "a pass-phrase of a shopper";

function newPerson(): Person {
  const stem = `kanari${randomBytes(6).toString("hex")}`;
  const phone = `+4930${String(randomBytes(6).readUIntBE(0, 6)).padStart(15, "7").slice(0, 15)}`;
  return { stem, email: `${stem}@example.com`, phone, taxId: "ATU12345675" };
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}
interface Cart {
  readonly id: string;
  readonly due: { readonly amount: number };
  readonly totals: { readonly total: { readonly amount: number; readonly currency: string } };
}
interface Order extends Versioned {
  readonly lines: readonly { readonly id: string }[];
}

/** A European shop's whole life over HTTP, each personal field filled with the person's own texts. */
export async function live(at: Installation): Promise<Lived> {
  const shop = await openSellableShop(at, 100, "eu");
  const person = newPerson();
  const { stem, email } = person;
  const admin = async <T>(path: string, input: unknown, kind: "read" | "write" | "flow" = "write"): Promise<T> =>
    ok<T>(await shop.merchant.admin(path, kind, input));
  const address = {
    name: `${stem} Beispiel`,
    company: stem,
    line1: `${stem}weg 1`,
    postalCode: "10115",
    city: stem,
    country: "DE",
    phone: person.phone,
  };
  let session = "";
  const buyer = async <T = Cart>(method: string, path: string, body?: unknown, key?: string): Promise<T> => {
    const headers = {
      authorization: `Bearer ${shop.publishableKey}`,
      origin: pageOrigin,
      ...(session === "" ? {} : { "meridian-customer": session }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    };
    const call = { method, headers, ...(body === undefined ? {} : { body }) };
    return ok<T>(await send(`${at.regions.eu.url}/v1${path}`, call));
  };

  await stock(at, shop, admin, stem);
  await admin("customers.setGroup", { handle: stem, name: "Regulars" });
  const promotion = await admin<Versioned>("promotions.set", {
    name: "Welcome",
    trigger: "code",
    conditions: [],
    effect: { kind: "order_percentage", ppm: 100_000 },
    perCustomer: 2,
  });
  await admin("promotions.addCode", { promotionId: promotion.id, code: stem.toUpperCase() });

  const returnUrl = `${pageOrigin}/account?who=${stem}`;
  await buyer("POST", "/account/register", { email, password, name: stem, locale: "de", returnUrl });
  await buyer("POST", "/account/verify", { token: await mailedToken(at, email) });
  const loggedIn = await buyer<{ token: string; customer: { id: string } }>("POST", "/account/log-in", {
    email,
    password,
  });
  session = loggedIn.token;
  const marketing = { agreed: true, wording: `Mails for ${stem}` };
  await buyer("PATCH", "/account", { phone: person.phone, company: stem, taxId: person.taxId, marketing });
  await buyer("POST", "/account/addresses", { address });
  const customer = await admin<Versioned>("customers.get", { id: loggedIn.customer.id }, "read");
  const certificate = { groups: [stem], taxStatus: "exempt", taxEvidence: `seen by ${stem}` };
  await admin("customers.update", { id: customer.id, version: customer.version, ...certificate });
  const note = `for ${stem}`;
  await admin("credit.giveStoreCredit", { customerId: customer.id, value: { amount: 100, currency: "EUR" }, note });
  const card = await admin<{ code: string }>("credit.issueGiftCard", { value: { amount: 200, currency: "EUR" }, note });

  const policy = await buyer<{ version: string; hash: string }>("GET", "/consent/policy?market=de&locale=de");
  const { subjectId } = await buyer<{ subjectId: string }>("POST", "/consent", {
    market: "de",
    locale: "de",
    choices: { preferences: true, analytics: true, marketing: false, sale_of_data: false },
    method: "banner",
    policyVersion: policy.version,
    policyHash: policy.hash,
  });

  const cartWithAll = async (): Promise<Cart> => {
    const { id } = await buyer("POST", "/carts", { market: "de", locale: "de" });
    await buyer("POST", `/carts/${id}/lines`, { variantId: shop.variantId, quantity: 2 });
    await buyer("PUT", `/carts/${id}/address`, { email, address });
    await buyer("PUT", `/carts/${id}/tax-id`, { taxId: person.taxId });
    await buyer("POST", `/carts/${id}/codes`, { code: stem });
    return buyer("PUT", `/carts/${id}/shipping`, { methodId: shop.shippingMethodId });
  };
  const place = (cart: Cart, key: string) =>
    buyer<{ checkoutId: string; redirectUrl: string }>(
      "POST",
      `/carts/${cart.id}/checkout`,
      {
        expectedTotal: cart.totals.total,
        successUrl: `${pageOrigin}/done?who=${stem}`,
        cancelUrl: `${pageOrigin}/cart?who=${stem}`,
        subjectId,
      },
      key,
    );
  // One cart stays open, with a reservation for a checkout that another one replaced, and a gift card.
  const waiting = await cartWithAll();
  await place(waiting, `${stem}-waiting`);
  await buyer("POST", `/carts/${waiting.id}/gift-cards`, { code: card.code });
  const placedAgain = await place(await buyer("GET", `/carts/${waiting.id}`), `${stem}-again`);
  if (placedAgain.checkoutId === "") throw new Error("nothing was placed");

  const bought = await place(await cartWithAll(), `${stem}-bought`);
  const paid = { card: "4242424242424242", email, name: stem };
  ok(await send(`${at.stripes.eu.url}/_dev/pay/${sessionOf(bought.redirectUrl)}`, { body: paid }));
  const order = await until("the order", async () => {
    await buyer("POST", `/checkouts/${bought.checkoutId}/confirm`, {});
    const { items } = await admin<{ items: Order[] }>("orders.list", { text: email }, "read");
    return items[0] && admin<Order>("orders.get", { id: items[0].id }, "read");
  });
  const lines = [{ orderLineId: order.lines[0]?.id, quantity: 1 }];
  await admin("orders.refund", { orderId: order.id, version: order.version, lines, reason: `${stem}: dented` }, "flow");
  await admin("orders.addNote", { orderId: order.id, text: `${stem} called` });
  await admin("fulfilment.fulfil", {
    orderId: order.id,
    trackingNumber: stem,
    trackingUrl: `https://carrier.example/${stem}`,
    notify: true,
  });
  const mailsToBuyer = ["register", "order", "refund", "parcel"].length;
  await until("the mails", () => (at.boxes.eu.list({ to: email }).length >= mailsToBuyer ? true : undefined), 30_000);
  await buyer("GET", "/account/export");
  await buyer("POST", "/account/password-reset/request", { email, locale: "de", returnUrl });
  const { rows } = await at.databases.eu.owner.query<{ schema_name: string }>(
    "select schema_name from region.tenants where id = $1",
    [shop.merchant.tenantId],
  );
  return { shop, person, schema: rows[0]?.schema_name ?? "" };
}

type Admin = <T>(path: string, input: unknown, kind?: "read" | "write" | "flow") => Promise<T>;

/** The shop's own papers, an import, and a picture's name. */
async function stock(at: Installation, shop: SellableShop, admin: Admin, stem: string): Promise<void> {
  const { version } = await admin<Versioned>("tenants.getShop", {}, "read");
  await admin("tenants.updateShop", {
    version,
    contactEmail: `shop@${stem}.example`,
    legal: { companyName: `${stem} GmbH`, address: `${stem}weg 1`, vatId: stem },
  });
  const content = `handle,title,sku,price,currency,stock,status\nlamp-2,Lamp two,LAMP-2,12.50,EUR,7,active\n`;
  const { id } = await admin<{ id: string }>("catalog.startImport", { fileName: "goods.csv", content });
  await until("the import", async () => {
    const { state } = await admin<{ state: string }>("catalog.getImport", { id }, "read");
    if (state === "failed" || state === "refused") throw new Error(`the import was ${state}`);
    return state === "done" ? true : undefined;
  });
  if (shop.merchant.regionUrl !== at.regions.eu.url) throw new Error("the shop lives elsewhere");
}

async function mailedToken(at: Installation, email: string): Promise<string> {
  return until("the mail with the link", () => {
    const text = at.boxes.eu.list({ to: email })[0]?.text ?? "";
    return /meridian_token=([\w-]+)/.exec(text)?.[1];
  });
}

/** A shop of the other region with a sale, so that there is something to look through. */
export async function liveElsewhere(at: Installation): Promise<SellableShop> {
  const shop = await openSellableShop(at, 100, "us");
  const buyer = shopper(shop);
  const placed = ok<{ checkoutId: string; redirectUrl: string }>(
    await buyer.place(await buyer.readyCart("somebody@example.com"), "elsewhere"),
  );
  await send(`${at.stripes.us.url}/_dev/pay/${sessionOf(placed.redirectUrl)}`, { body: {} });
  ok(await buyer.call("POST", `/checkouts/${placed.checkoutId}/confirm`, {}));
  return shop;
}
