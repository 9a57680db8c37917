import { expect, test } from "vitest";
import { createClient } from "../src/client.ts";
import type { KeyValueStorage } from "../src/storage.ts";
import type { Cart } from "../src/types.ts";
import { cartWith, fakeFetch, lineWith, memoryStorage, problem, type Reply, type Sent } from "./fake-api.ts";

const calls = (sent: readonly Sent[]) => sent.map(({ method, url }) => `${method} ${url.pathname}`);
const address = { name: "Erika", line1: "Weg 1", postalCode: "10115", city: "Berlin", country: "DE" };

function shopWith(answer: (sent: Sent) => Reply, storage: KeyValueStorage = memoryStorage()) {
  const network = fakeFetch(answer);
  const client = createClient({
    endpoint: "https://eu.test",
    publicKey: "pk_eu_1",
    market: "de",
    locale: "de",
    fetch: network.fetch,
    storage,
  });
  return { client, storage, ...network };
}

test("the cart is made with the first line, once, and found again", async () => {
  const storage = memoryStorage();
  const one = shopWith(() => ({ body: cartWith({ lines: [lineWith()] }) }), storage);
  expect(await one.client.cart.get()).toBeNull();
  await Promise.all([
    one.client.cart.add({ variantId: "var_1" }),
    one.client.cart.add({ variantId: "var_2", quantity: 2 }),
  ]);
  expect(calls(one.sent)).toEqual(["POST /v1/carts", "POST /v1/carts/crt_1/lines", "POST /v1/carts/crt_1/lines"]);
  expect(one.sent[2]?.body).toEqual({ variantId: "var_2", quantity: 2, locale: "de" });

  const later = shopWith(() => ({ body: cartWith() }), storage);
  expect((await later.client.cart.get())?.id).toBe("crt_1");
});

test("every market has a cart of its own; a locale shares it", async () => {
  const { client, sent } = shopWith(({ body }) => ({
    body: cartWith({ id: body?.["market"] === "us" ? "crt_us" : "crt_de" }),
  }));
  await client.cart.add({ variantId: "var_1" });
  expect(await client.with({ market: "us" }).cart.get()).toBeNull();
  await client.with({ locale: "en" }).cart.get();
  expect(sent.at(-1)?.url.href).toBe("https://eu.test/v1/carts/crt_de?locale=en");
});

test("a cart that is gone or paid makes room for a new one", async () => {
  for (const gone of [
    { status: 404, body: problem("not_found", { what: "cart" }) },
    { status: 409, body: problem("carts.closed") },
  ]) {
    const storage = memoryStorage();
    storage.setItem("meridian:pk_eu_1:cart:de", "crt_old");
    const { client, sent } = shopWith(
      ({ url }) => (url.pathname.includes("crt_old") ? gone : { body: cartWith({ id: "crt_new" }) }),
      storage,
    );
    const heard: (Cart | null)[] = [];
    client.on("cart:updated", (cart) => void heard.push(cart));
    expect((await client.cart.add({ variantId: "var_1" })).id).toBe("crt_new");
    expect(calls(sent)).toEqual(["POST /v1/carts/crt_old/lines", "POST /v1/carts", "POST /v1/carts/crt_new/lines"]);
    expect(heard.at(-1)?.id).toBe("crt_new");
  }
});

test("an unknown variant is an error, and the cart stays", async () => {
  const { client } = shopWith(({ url }) =>
    url.pathname.endsWith("/lines")
      ? { status: 404, body: problem("not_found", { what: "variant" }) }
      : { body: cartWith() },
  );
  await expect(client.cart.add({ variantId: "var_9" })).rejects.toMatchObject({ code: "not_found" });
  expect((await client.cart.get())?.id).toBe("crt_1");
});

test("changes run in their order, also after one that failed", async () => {
  const { client, sent } = shopWith(({ method }) =>
    method === "PATCH" ? { status: 409, body: problem("carts.not_enough_stock") } : { body: cartWith() },
  );
  await client.cart.add({ variantId: "var_1" });
  const ended = await Promise.allSettled([client.cart.setQuantity("lin_1", 99), client.cart.remove("lin_1")]);
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  expect(calls(sent).slice(2)).toEqual(["PATCH /v1/carts/crt_1/lines/lin_1", "DELETE /v1/carts/crt_1/lines/lin_1"]);
});

test("paying names the total that was seen, the consent that held, and the language of now", async () => {
  const storage = memoryStorage();
  storage.setItem("meridian:pk_eu_1:consent", JSON.stringify({ subjectId: "csb_1" }));
  storage.setItem("meridian:pk_eu_1:cart:de", "crt_1");
  const full = cartWith({ email: "e@example.com", address });
  const { client, sent } = shopWith(
    ({ url }) => ({
      body: url.pathname.endsWith("/checkout") ? { checkoutId: "chk_1", redirectUrl: "https://pay.test" } : full,
    }),
    storage,
  );
  const pages = { successUrl: "https://shop.test/ok", cancelUrl: "https://shop.test/no" };
  await client.with({ locale: "en" }).cart.checkout(pages);
  expect(calls(sent)).toEqual(["GET /v1/carts/crt_1", "PUT /v1/carts/crt_1/address", "POST /v1/carts/crt_1/checkout"]);
  expect(sent[1]?.body).toMatchObject({ locale: "en", email: "e@example.com" });
  expect(sent[2]?.body).toEqual({
    expectedTotal: full.totals.total,
    expectedDue: full.due,
    subjectId: "csb_1",
    ...pages,
  });
  expect(client.checkout.last()).toBe("chk_1");
});

test("a confirmed checkout ends the cart", async () => {
  let closed = false;
  const { client, storage } = shopWith(({ url }) => {
    if (url.pathname.endsWith("/confirm")) closed = true;
    if (url.pathname.endsWith("/confirm")) return { body: { checkoutId: "chk_1", state: "completed", order: null } };
    return {
      body: url.pathname.endsWith("/checkout")
        ? { checkoutId: "chk_1" }
        : cartWith({ status: closed ? "closed" : "open" }),
    };
  });
  await client.cart.add({ variantId: "var_1" });
  await client.cart.checkout({ successUrl: "https://a.test", cancelUrl: "https://a.test" });
  await client.checkout.confirm("chk_1");
  expect(await client.cart.get()).toBeNull();
  expect(client.checkout.last()).toBeNull();
  expect(storage.getItem("meridian:pk_eu_1:cart:de")).toBeNull();
});

test("whoever would rather pay another way keeps the cart, unless the money is there already", async () => {
  let state = "cancelled";
  const { client, sent } = shopWith(({ url }) => {
    if (url.pathname.includes("/checkouts/")) return { body: { checkoutId: "chk_1", state, order: null } };
    return {
      body: url.pathname.endsWith("/checkout")
        ? { checkoutId: "chk_1" }
        : cartWith({ status: state === "completed" ? "closed" : "open" }),
    };
  });
  await client.cart.add({ variantId: "var_1" });
  await client.cart.checkout({ successUrl: "https://a.test", cancelUrl: "https://a.test" });
  expect(await client.checkout.payOtherwise("chk_1")).toMatchObject({ state });
  expect(sent.at(-1)?.url.pathname).toBe("/v1/checkouts/chk_1/pay-otherwise");
  expect((await client.cart.get())?.id).toBe("crt_1");
  state = "completed";
  await client.checkout.payOtherwise("chk_1");
  expect(await client.cart.get()).toBeNull();
  expect(client.checkout.last()).toBeNull();
});

test("a browser that refuses storage keeps the cart as long as the page", async () => {
  const refuse = (): never => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  const { client } = shopWith(() => ({ body: cartWith() }), { getItem: refuse, setItem: refuse, removeItem: refuse });
  await client.cart.add({ variantId: "var_1" });
  expect((await client.cart.get())?.id).toBe("crt_1");
});

test("codes, gift cards, store credit and the tax id go to the cart, and their texts into addresses safely", async () => {
  const { client, sent } = shopWith(() => ({ body: cartWith() }));
  await client.cart.add({ variantId: "var_1" });
  const { cart } = client;
  await Promise.all([
    cart.enterCode("WINTER"),
    cart.removeCode("A/B"),
    cart.enterGiftCard("ABCD-EFGH"),
    cart.removeGiftCard("EFGH"),
    cart.useStoreCredit(true),
    cart.setTaxId("DE136695976"),
    cart.setTaxId(null),
  ]);
  expect(
    sent.slice(2).map(({ method, url, body }) => [method, url.pathname.replace("/v1/carts/crt_1", ""), body]),
  ).toEqual([
    ["POST", "/codes", { code: "WINTER", locale: "de" }],
    ["DELETE", "/codes/A%2FB", null],
    ["POST", "/gift-cards", { code: "ABCD-EFGH", locale: "de" }],
    ["DELETE", "/gift-cards/EFGH", null],
    ["PUT", "/store-credit", { use: true, locale: "de" }],
    ["PUT", "/tax-id", { taxId: "DE136695976", locale: "de" }],
    ["PUT", "/tax-id", { taxId: null, locale: "de" }],
  ]);
});

test("the lines come along to another market, once, without what is not sold there", async () => {
  let here: Cart = cartWith({ id: "crt_us", market: "us" });
  const { client, sent } = shopWith(({ method, body }) => {
    if (body?.["variantId"] === "var_gone") return { status: 409, body: problem("carts.not_for_sale") };
    if (method === "POST" && body?.["variantId"])
      here = {
        ...here,
        lines: [lineWith({ variantId: body["variantId"] as string, quantity: Number(body["quantity"]) })],
      };
    return { body: here };
  });
  const there = client.with({ market: "us" }).cart;
  const old = { lines: [lineWith({ quantity: 3 }), lineWith({ id: "lin_2", variantId: "var_gone" })] };
  expect((await there.takeOver(old))?.lines).toHaveLength(1);
  const before = sent.filter(({ body }) => body?.["variantId"] === "var_1").length;
  await there.takeOver(old);
  expect([before, sent.filter(({ body }) => body?.["variantId"] === "var_1").length]).toEqual([1, 1]);
});
