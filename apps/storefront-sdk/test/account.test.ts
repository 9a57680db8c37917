import { expect, test } from "vitest";
import type { Account } from "../src/account-types.ts";
import { createClient } from "../src/client.ts";
import { cartWith, fakeFetch, memoryStorage, problem, type Reply, type Sent } from "./fake-api.ts";

const account = { id: "cus_1", email: "erika@example.com", name: "Erika" };

function shopWith(answer: (sent: Sent) => Reply, storage = memoryStorage()) {
  const network = fakeFetch(answer);
  const options = { endpoint: "https://eu.test", publicKey: "pk_eu_1", locale: "de", fetch: network.fetch, storage };
  const client = createClient(options);
  const heard: (Account | null)[] = [];
  client.on("account:updated", (now) => void heard.push(now));
  return { client, storage, heard, ...network };
}

const logInWorks = ({ url }: Sent): Reply =>
  url.pathname.endsWith("/log-in") ? { body: { token: "tok_1", customer: account } } : { body: account };

test("whoever logs in is named in every call, in every market, and found again by the next page", async () => {
  const { client, sent, storage, heard } = shopWith(logInWorks);
  expect(await client.account.get()).toBeNull();
  expect(sent).toEqual([]);
  await client.account.logIn("erika@example.com", "a long password");
  await client.with({ market: "us" }).products.list();
  expect(sent.map(({ headers }) => headers.get("meridian-customer"))).toEqual([null, "tok_1"]);
  expect(heard).toEqual([account]);

  const later = shopWith(logInWorks, storage);
  expect(later.client.account.loggedIn()).toBe(true);
  expect(await later.client.account.get()).toEqual(account);
  await later.client.account.logOut();
  expect(later.sent.at(-1)?.headers.get("meridian-customer")).toBe("tok_1");
  expect([later.client.account.loggedIn(), later.heard.at(-1)]).toEqual([false, null]);
  await later.client.shop();
  expect(later.sent.at(-1)?.headers.get("meridian-customer")).toBeNull();
});

test("when the session is over, shopping goes on as a guest", async () => {
  const storage = memoryStorage();
  storage.setItem("meridian:pk_eu_1:customer", "tok_old");
  storage.setItem("meridian:pk_eu_1:cart:", "crt_1");
  const over: Reply = { status: 403, body: problem("auth.customer_session_over") };
  const { client, heard, sent } = shopWith(
    ({ headers }) => (headers.has("meridian-customer") ? over : { body: cartWith() }),
    storage,
  );
  expect((await client.cart.get())?.id).toBe("crt_1");
  expect(sent.map(({ headers }) => headers.get("meridian-customer"))).toEqual(["tok_old", null]);
  expect([client.account.loggedIn(), heard]).toEqual([false, [null]]);
});

test("the account itself is null when the session is over, and other failures are told", async () => {
  const storage = memoryStorage();
  storage.setItem("meridian:pk_eu_1:customer", "tok_old");
  const replies: Reply[] = [
    { status: 400, body: problem("invalid") },
    { status: 403, body: problem("auth.customer_session_over") },
    { status: 403, body: problem("auth.customer_required") },
  ];
  const { client } = shopWith(() => replies.shift() ?? {}, storage);
  await expect(client.account.get()).rejects.toMatchObject({ code: "invalid" });
  expect(await client.account.get()).toBeNull();
});

test("a wrong password changes nothing; logging out works without a network", async () => {
  const { client, heard } = shopWith(() => ({ status: 400, body: problem("customers.wrong_credentials") }));
  await expect(client.account.logIn("e@example.com", "no")).rejects.toMatchObject({
    code: "customers.wrong_credentials",
  });
  expect([client.account.loggedIn(), heard]).toEqual([false, []]);

  const storage = memoryStorage();
  storage.setItem("meridian:pk_eu_1:customer", "tok_1");
  const offline = shopWith(() => ({ status: 400, body: problem("invalid") }), storage);
  await expect(offline.client.account.logOut()).rejects.toMatchObject({ code: "invalid" });
  expect(offline.client.account.loggedIn()).toBe(false);
});

test("every call goes where the API has it", async () => {
  const storage = memoryStorage();
  storage.setItem("meridian:pk_eu_1:customer", "tok_1");
  const { client, sent } = shopWith(() => ({ body: { items: [], next: null } }), storage);
  const { account: mine } = client;
  const address = { name: "E", line1: "Weg 1", city: "Berlin", country: "DE" };
  await mine.register({ email: "e@example.com", password: "a long password", name: "E" });
  await mine.verify("t".repeat(20));
  await mine.requestPasswordReset("e@example.com", "https://shop.test/");
  await mine.update({ phone: null });
  await mine.addresses.list();
  await mine.addresses.add(address, { isDefault: true });
  await mine.addresses.change("adr_1", { isDefault: true });
  await mine.addresses.remove("adr_1");
  await mine.orders.list({ first: 5, after: "x" });
  await mine.orders.get("1/2");
  await mine.export();
  await mine.resetPassword("t".repeat(20), "another long one");
  storage.setItem("meridian:pk_eu_1:customer", "tok_1");
  await mine.forget();
  expect(sent.map(({ method, url, body }) => [`${method} ${url.pathname}${url.search}`, body])).toEqual([
    ["POST /v1/account/register", { locale: "de", email: "e@example.com", password: "a long password", name: "E" }],
    ["POST /v1/account/verify", { token: "t".repeat(20) }],
    [
      "POST /v1/account/password-reset/request",
      { email: "e@example.com", locale: "de", returnUrl: "https://shop.test/" },
    ],
    ["PATCH /v1/account", { phone: null }],
    ["GET /v1/account/addresses", null],
    ["POST /v1/account/addresses", { address, isDefault: true }],
    ["PATCH /v1/account/addresses/adr_1", { isDefault: true }],
    ["DELETE /v1/account/addresses/adr_1", null],
    ["GET /v1/account/orders?first=5&after=x", null],
    ["GET /v1/account/orders/1%2F2", null],
    ["GET /v1/account/export", null],
    ["POST /v1/account/password-reset", { token: "t".repeat(20), password: "another long one" }],
    ["POST /v1/account/forget", { confirm: true }],
  ]);
  expect(client.account.loggedIn()).toBe(false);
});
