import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClient } from "../src/client.ts";
import { MeridianError } from "../src/errors.ts";
import { cartWith, fakeFetch, memoryStorage, problem, type Reply, type Sent } from "./fake-api.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function shopAt(answer: (sent: Sent, count: number) => Reply) {
  let count = 0;
  const network = fakeFetch((one) => answer(one, ++count));
  const client = createClient({
    endpoint: "https://eu.test/",
    publicKey: "pk_eu_1",
    locale: "de-DE",
    fetch: network.fetch,
    storage: memoryStorage(),
  });
  return { client, ...network };
}

/** The call's outcome, with all its waiting skipped. */
async function settled<T>(call: Promise<T>): Promise<T | MeridianError> {
  const caught = call.catch((error: unknown) => {
    if (error instanceof MeridianError) return error;
    throw error;
  });
  await vi.runAllTimersAsync();
  return caught;
}

test("a read says who asks, in which language, and nothing more", async () => {
  const { client, sent } = shopAt(() => ({ body: { items: [], next: null } }));
  await settled(client.with({ market: "de" }).products.list({ q: "lampe & co", first: 24, after: null }));
  expect(sent[0]?.url.href).toBe("https://eu.test/v1/products?market=de&locale=de-DE&q=lampe+%26+co&first=24");
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
    authorization: "Bearer pk_eu_1",
    "accept-language": "de-DE",
  });
});

test("a write keeps its idempotency key over its tries, and the next write has another", async () => {
  const { client, sent } = shopAt((_, count) =>
    count === 1 ? { status: 503, body: problem("platform.unavailable") } : { body: {} },
  );
  await settled(client.request("POST", "/v1/consent", { body: { a: 1 } }));
  await settled(client.request("POST", "/v1/consent", { body: { a: 1 } }));
  const keys = sent.map(({ headers }) => headers.get("idempotency-key"));
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test("what may succeed later is tried three times; the last failure is told", async () => {
  for (const reply of [
    new TypeError("offline"),
    { status: 500, body: problem("internal") },
    { status: 409, body: problem("idempotency.in_progress") },
  ]) {
    const { client, sent } = shopAt(() => reply);
    const heard: string[] = [];
    client.on("error", ({ code }) => void heard.push(code));
    const error = await settled(client.shop());
    expect(error).toBeInstanceOf(MeridianError);
    expect(error).toMatchObject({ retryable: true });
    expect(sent).toHaveLength(3);
    expect(heard).toHaveLength(1);
  }
});

test("a refusal is final, with its code, sentence, fields and request", async () => {
  const body = problem("carts.address_invalid");
  Object.assign(body.error, { fields: [{ path: "address.city", message: "missing" }] });
  const { client, sent } = shopAt(() => ({ status: 400, body }));
  expect(await settled(client.shop())).toMatchObject({
    code: "carts.address_invalid",
    message: "It is carts.address_invalid.",
    status: 400,
    retryable: false,
    requestId: "req_1",
    fields: [{ path: "address.city", message: "missing" }],
  });
  expect(sent).toHaveLength(1);
});

test("it waits as long as the server asks, and not at all when that is too long", async () => {
  const { client, sent } = shopAt((_, count) => ({
    status: 429,
    body: problem("request.too_many"),
    headers: { "retry-after": count === 1 ? "4" : "3600" },
  }));
  const call = client.shop().catch(() => null);
  await vi.advanceTimersByTimeAsync(3_900);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(sent).toHaveLength(2);
  await call;
  expect(sent).toHaveLength(2);
});

test("a wrong region is followed once, and remembered", async () => {
  const wrong = { status: 421, body: problem("region.wrong", { baseUrl: "https://us.test/" }) };
  const { client, sent } = shopAt(({ url }) => (url.host === "eu.test" ? wrong : { body: {} }));
  await settled(client.shop());
  await settled(client.categories.list());
  expect(sent.map(({ url }) => url.host)).toEqual(["eu.test", "us.test", "us.test"]);

  const lost = shopAt(() => wrong);
  expect(await settled(lost.client.shop())).toMatchObject({ status: 421 });
  expect(lost.sent).toHaveLength(2);
});

test("regions that send a key to one another are asked once each by a call, and the first stays the first", async () => {
  const sendTo = (baseUrl: string) => ({ status: 421, body: problem("region.wrong", { baseUrl }) });
  const { client, sent } = shopAt(({ url }) => sendTo(url.host === "eu.test" ? "https://us.test" : "https://eu.test"));
  for (let call = 0; call < 3; call++) expect(await settled(client.shop())).toMatchObject({ status: 421 });
  expect(sent.map(({ url }) => url.host)).toEqual(["eu.test", "us.test", "eu.test", "us.test", "eu.test", "us.test"]);
});

test("calls that leave together follow each for itself, and a write is sent on with its key", async () => {
  const wrong = { status: 421, body: problem("region.wrong", { baseUrl: "https://us.test" }) };
  const { client, sent } = shopAt(({ url, method }) => {
    if (url.host === "eu.test") return wrong;
    return { body: method === "POST" ? cartWith() : {} };
  });
  await Promise.all([
    settled(client.shop()),
    settled(client.categories.list()),
    settled(client.request("POST", "/v1/carts", { body: {} })),
  ]);
  const asked = sent.map(({ url }) => url.host);
  expect([
    asked.filter((host) => host === "eu.test").length,
    asked.filter((host) => host === "us.test").length,
  ]).toEqual([3, 3]);
  const keys = sent.filter(({ method }) => method === "POST").map(({ headers }) => headers.get("idempotency-key"));
  expect(new Set(keys).size).toBe(1);
  await settled(client.shop());
  expect(sent.at(-1)?.url.host).toBe("us.test");
  expect(sent).toHaveLength(7);
});

test("a cart of before is found where the shop has gone", async () => {
  const storage = memoryStorage();
  const before = fakeFetch(() => ({ body: cartWith({ quantity: 2 }) }));
  const options = { publicKey: "pk_1", storage };
  const first = createClient({ ...options, endpoint: "https://us.test", fetch: before.fetch });
  await settled(first.cart.add({ variantId: "var_1" }));
  const wrong = { status: 421, body: problem("region.wrong", { baseUrl: "https://us.test" }) };
  const { fetch, sent } = fakeFetch(({ url }) =>
    url.host === "eu.test" ? wrong : { body: cartWith({ quantity: 2 }) },
  );
  const later = createClient({ ...options, endpoint: "https://eu.test", fetch });
  expect(await settled(later.cart.get())).toMatchObject({ id: "crt_1", quantity: 2 });
  expect(sent.map(({ url }) => `${url.host}${url.pathname}`)).toEqual([
    "eu.test/v1/carts/crt_1",
    "us.test/v1/carts/crt_1",
  ]);
});

test("an answer that is none of ours is an error all the same", async () => {
  const page = async () => new Response("<h1>Bad gateway</h1>", { status: 404 });
  const client = createClient({ endpoint: "https://eu.test", publicKey: "pk", fetch: page, storage: memoryStorage() });
  expect(await settled(client.shop())).toMatchObject({ code: "http", status: 404 });
});

test("an aborted call ends with its signal's reason, and is not tried again", async () => {
  const { client, sent } = shopAt(() => ({ status: 500 }));
  const control = new AbortController();
  const call = client.shop({ signal: control.signal }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10);
  control.abort(new Error("left"));
  await vi.runAllTimersAsync();
  expect(await call).toEqual(new Error("left"));
  expect(sent).toHaveLength(1);
});
