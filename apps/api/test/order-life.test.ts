import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ok, send } from "./support/http.ts";
import { until } from "./support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { openSellableShop, type SellableShop, sessionOf, shopper } from "./support/sellable.ts";

let platform: TestPlatform;
let shop: SellableShop;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
  shop = await openSellableShop(platform, 50);
});
afterAll(() => platform.close());

const stripe = () => platform.regions.eu.stripe.url;
const admin = async <T>(path: string, input: unknown, kind: "read" | "write" | "flow" = "write"): Promise<T> =>
  ok<T>(await shop.merchant.admin(path, kind, input));

interface Placed {
  readonly checkoutId: string;
  readonly redirectUrl: string;
}
interface Seen {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly lines: readonly { readonly id: string }[];
}

async function place(email: string, quantity = 1): Promise<Placed> {
  const buyer = shopper(shop);
  return ok<Placed>(await buyer.place(await buyer.readyCart(email, quantity), email));
}
const pay = (placed: Placed, body: object = {}) =>
  send(`${stripe()}/_dev/pay/${sessionOf(placed.redirectUrl)}`, { body });
/** The bank's word; a challenge that was not passed is answered as a declined payment. */
const settle = async (placed: Placed, outcome: "succeeded" | "failed", status = 200) => {
  const answer = await send(`${stripe()}/_dev/settle/${sessionOf(placed.redirectUrl)}`, { body: { outcome } });
  expect(answer.status).toBe(status);
};
const confirm = async (placed: Placed) =>
  ok<{ state: string; order: { token: string } | null }>(
    await shopper(shop).call("POST", `/checkouts/${placed.checkoutId}/confirm`, {}),
  );
const checkout = async (placed: Placed) =>
  ok<{ state: string; order: object | null }>(await shopper(shop).call("GET", `/checkouts/${placed.checkoutId}`));
const orderOf = async (email: string): Promise<Seen | undefined> => {
  const { items } = await admin<{ items: Seen[] }>("orders.list", { text: email }, "read");
  return items[0] && admin<Seen>("orders.get", { id: items[0].id }, "read");
};
const mail = (to: string, subject: RegExp) =>
  until(
    `the mail ${subject.source}`,
    () => platform.mails.list({ to }).find((one) => subject.test(one.subject)),
    15_000,
  );

async function bought(email: string, quantity = 1): Promise<Seen> {
  const placed = await place(email, quantity);
  await pay(placed);
  await confirm(placed);
  const order = await orderOf(email);
  if (order === undefined) throw new Error("no order");
  return order;
}

describe("mails and the status page", () => {
  it("tell the buyer of each step, in the buyer's language", async () => {
    const to = "erika@example.com";
    const order = await bought(to, 3);
    const confirmation = await mail(to, /Ihre Bestellung/);
    const url = /http\S+\/orders\/ten_\w+\/ost_\w+/.exec(confirmation.text)?.[0] ?? "";
    expect(url.startsWith(shop.merchant.regionUrl)).toBe(true);
    const before = await fetch(url);
    expect(before.status).toBe(200);
    expect(before.headers.get("x-robots-tag")).toContain("noindex");
    expect(before.headers.get("content-security-policy")).toContain("default-src 'none'");
    const preparing = await before.text();
    expect(preparing).toContain('lang="de" dir="ltr"');
    expect(preparing).toContain("In Vorbereitung");
    expect(preparing).not.toContain("<script");

    await admin("fulfilment.fulfil", {
      orderId: order.id,
      lines: [{ orderLineId: order.lines[0]?.id, quantity: 1 }],
      carrier: "dhl",
      trackingNumber: "00340999",
    });
    const shipped = await mail(to, /ist unterwegs/);
    expect(shipped.text).toContain("00340999");
    expect(shipped.text).toContain("https://www.dhl.de/");
    expect(shipped.text).toContain("Der Rest folgt");
    expect(shipped.text).toContain(url);
    const sent = await (await fetch(url)).text();
    expect(sent).toContain("Teilweise versandt");
    expect(sent).toContain("piececode=00340999");

    const now = await orderOf(to);
    await admin("orders.cancel", { orderId: order.id, version: now?.version, reason: "Intern: kaputt" }, "flow");
    const cancelled = await mail(to, /wurde storniert/);
    expect(cancelled.text).toContain("39,98");
    expect(cancelled.text).not.toContain("Intern");
    await mail(to, /Erstattung/);
    const after = await (await fetch(url)).text();
    expect(after).toContain("2 storniert");
    expect(after).not.toContain("Intern");
  });

  it("lead to the shop's own page where it has one", async () => {
    const settings = await admin<{ version: number }>("tenants.getShop", {}, "read");
    const orderStatusUrl = "https://nordlicht.example/bestellung#{token}";
    await admin("tenants.updateShop", { version: settings.version, orderStatusUrl }, "flow");
    await bought("own@example.com");
    const { text } = await mail("own@example.com", /Ihre Bestellung/);
    expect(text).toMatch(/https:\/\/nordlicht\.example\/bestellung#ost_\w{26}/);
    const { version } = await admin<{ version: number }>("tenants.getShop", {}, "read");
    const wrong = await shop.merchant.admin("tenants.updateShop", "flow", {
      version,
      orderStatusUrl: "https://nordlicht.example/",
    });
    expect(wrong.status).toBe(400);
    await admin("tenants.updateShop", { version, orderStatusUrl: null }, "flow");
  });

  it("tell nothing to whoever has no token", async () => {
    const base = `${shop.merchant.regionUrl}/orders`;
    const other = await openSellableShop(platform, 1);
    await bought("secret@example.com");
    const { text } = await mail("secret@example.com", /Ihre Bestellung/);
    const [, tenant = "", token = ""] = /\/orders\/(ten_\w+)\/(ost_\w+)/.exec(text) ?? [];
    const { tenantId } = ok<{ tenantId: string }>(await other.merchant.admin("tenants.getShop", "read", {}));
    for (const path of [`${tenantId}/${token}`, `${tenant}/ost_${"0".repeat(26)}`, `${tenant}/x`, `x/${token}`]) {
      const answer = await fetch(`${base}/${path}`, { headers: { "accept-language": "ar" } });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('lang="ar" dir="rtl"');
    }
    expect((await fetch(`${base}/${tenant}/${token}`)).status).toBe(200);
  });
});

describe("payments that take a while", () => {
  it("make the order by webhook alone when the browser never comes back", async () => {
    const to = "closed-tab@example.com";
    const placed = await place(to);
    expect((await pay(placed)).status).toBe(200);
    await send(`${stripe()}/_dev/hurry`, { method: "POST" });
    await until("the order", () => orderOf(to), 15_000);
    expect(await checkout(placed)).toMatchObject({ state: "completed" });
    await mail(to, /Ihre Bestellung/);
  });

  it("need the challenge of 3-D Secure, and no order before it is passed", async () => {
    const placed = await place("3ds@example.com");
    const tried = ok<{ next_action: object | null }>(await pay(placed, { card: "4000002760003184" }));
    expect(tried.next_action).not.toBeNull();
    expect(await confirm(placed)).toMatchObject({ state: "payment_pending", order: null });
    await settle(placed, "failed", 402);
    expect(await confirm(placed)).toMatchObject({ state: "payment_pending", order: null });
    await pay(placed, { card: "4000002760003184" });
    await settle(placed, "succeeded");
    expect((await confirm(placed)).state).toBe("completed");
  });

  it("by debit hold the goods for days, and become an order when the bank has paid", async () => {
    const to = "debit@example.com";
    const placed = await place(to);
    await pay(placed, { iban: "DE89370400440532013000" });
    expect((await confirm(placed)).state).toBe("processing");
    expect(await orderOf(to)).toBeUndefined();
    await settle(placed, "succeeded");
    await send(`${stripe()}/_dev/hurry`, { method: "POST" });
    await until("the order", () => orderOf(to), 15_000);
  });

  it("by debit that fails days later are told to the shopper, who can try again", async () => {
    const to = "unpaid@example.com";
    const placed = await place(to);
    await pay(placed, { iban: "DE62370400440532013001" });
    expect((await confirm(placed)).state).toBe("processing");
    await settle(placed, "failed");
    await send(`${stripe()}/_dev/hurry`, { method: "POST" });
    const { text } = await mail(to, /hat nicht funktioniert/);
    expect(text).toContain("24,89");
    expect(text).toContain("http://shop.test/cart");
    expect(await orderOf(to)).toBeUndefined();
    expect((await checkout(placed)).state).toBe("failed");
  });
});
