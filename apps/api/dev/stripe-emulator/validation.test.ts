import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, openRig, sessionParams } from "./testing/client.ts";
import type { Rig } from "./testing/client.ts";

let rig: Rig;
beforeAll(async () => void (rig = await openRig()));
afterAll(() => rig.emulator.close());

async function post(path: string, body: string, key: string | null = "sk_test_raw") {
  const headers: Record<string, string> = { "content-type": "application/x-www-form-urlencoded" };
  if (key !== null) headers["authorization"] = `Bearer ${key}`;
  const response = await fetch(`${rig.emulator.url}${path}`, { method: "POST", body, headers });
  return { status: response.status, error: ((await response.json()) as { error: Record<string, string> }).error };
}

test.each([
  ["amount=1&currency=usd", "amount_too_small", "amount"],
  ["amount=29&currency=gbp", "amount_too_small", "amount"],
  ["amount=100000000&currency=usd", "amount_too_large", "amount"],
  ["amount=1005&currency=kwd", "parameter_invalid_integer", "amount"],
  ["amount=1050&currency=isk", "parameter_invalid_integer", "amount"],
  ["amount=100010&currency=ugx", "parameter_invalid_integer", "amount"],
  ["amount=1.5&currency=usd", "parameter_invalid_integer", "amount"],
  ["amount=-100&currency=usd", "parameter_invalid_integer", "amount"],
  ["amount=&currency=usd", "parameter_invalid_empty", "amount"],
  ["amount=100", "parameter_missing", "currency"],
  ["amount=100&currency=zzz", undefined, "currency"],
  ["amount=100&currency=usd&colour=red", "parameter_unknown", "colour"],
  ["amount=100&currency=usd&__proto__[x]=1", "parameter_unknown", "__proto__"],
  ["amount=100&currency=usd&receipt_email=nobody", "email_invalid", "receipt_email"],
  ["amount=100&currency=usd&return_url=nowhere", "url_invalid", "return_url"],
  ["amount=100&currency=usd&confirm=maybe", undefined, "confirm"],
  [`amount=100&currency=usd&metadata[${"k".repeat(41)}]=v`, undefined, `metadata[${"k".repeat(41)}]`],
  [`amount=100&currency=usd&metadata[k]=${"v".repeat(501)}`, undefined, "metadata[k]"],
  [
    `amount=100&currency=usd${Array.from({ length: 51 }, (_, index) => `&metadata[k${index}]=v`).join("")}`,
    undefined,
    "metadata",
  ],
  ["amount=100&currency=usd&confirm=true", "payment_intent_unexpected_state", undefined],
  ["amount=100&currency=usd&payment_method=pm_card_unheard_of", "resource_missing", "payment_method"],
])("POST /v1/payment_intents refuses %s", async (body, code, param) => {
  const { status, error } = await post("/v1/payment_intents", body);
  expect({ status, code: error["code"], param: error["param"] }).toEqual({ status: 400, code, param });
  expect(error["type"]).toBe("invalid_request_error");
});

test.each([
  [{ line_items: [] }, "parameter_missing", "line_items"],
  [
    { line_items: [{ quantity: 0, price_data: { currency: "eur", unit_amount: 100, product_data: { name: "x" } } }] },
    "parameter_invalid_integer",
    "line_items[0][quantity]",
  ],
  [
    { line_items: [{ quantity: 1, price_data: { currency: "eur", unit_amount: -1, product_data: { name: "x" } } }] },
    "parameter_invalid_integer",
    "line_items[0][price_data][unit_amount]",
  ],
  [
    { line_items: [{ quantity: 1, price_data: { currency: "eur", unit_amount: 49, product_data: { name: "x" } } }] },
    "amount_too_small",
    undefined,
  ],
  [
    { line_items: [{ price_data: { currency: "eur", unit_amount: 490, product_data: { name: "x" } } }] },
    "parameter_missing",
    "line_items[0][quantity]",
  ],
  [{ success_url: "thanks" }, "url_invalid", "success_url"],
  [{ cancel_url: "javascript:alert(1)" }, "url_invalid", "cancel_url"],
  [{ locale: "ar" }, undefined, "locale"],
  [{ customer_email: "nobody" }, "email_invalid", "customer_email"],
  [{ currency: "usd" }, undefined, "line_items[0][price_data][currency]"],
  [{ allowed_payment_method_types: ["ideal" as const] }, undefined, "payment_method_types"],
])("checkout.sessions.create refuses %j", async (extra, code, param) => {
  const error = await errorOf(rig.client().checkout.sessions.create(sessionParams(extra)));
  expect({ status: error.statusCode, code: error.code, param: error.param }).toEqual({ status: 400, code, param });
});

test.each([29 * 60, 24 * 3_600 + 60])("a session that ends after %d s is refused", async (life) => {
  const expires_at = Math.floor(Date.now() / 1_000) + life;
  expect(await errorOf(rig.client().checkout.sessions.create(sessionParams({ expires_at })))).toMatchObject({
    param: "expires_at",
  });
});

test("keys: none, wrong, live and expired ones are refused", async () => {
  expect(await post("/v1/refunds", "", null)).toMatchObject({ status: 401 });
  expect(await post("/v1/refunds", "", "nonsense")).toMatchObject({
    status: 401,
    error: { message: expect.stringContaining("Invalid API Key") },
  });
  expect(await post("/v1/refunds", "", "sk_live_51Habcdefghijklmnop")).toMatchObject({ status: 401 });
  expect(await post("/v1/refunds", "", "sk_test_expired1")).toMatchObject({
    status: 401,
    error: { code: "api_key_expired" },
  });
  const error = await errorOf(rig.client("sk_live_51Habcdefghijklmnop").refunds.list());
  expect(error.type).toBe("StripeAuthenticationError");
  expect(error.message).not.toContain("abcdefghij");
});

test("unknown addresses, broken brackets and huge bodies", async () => {
  expect(await post("/v1/unheard_of", "")).toMatchObject({ status: 404, error: { type: "invalid_request_error" } });
  expect(await post("/v1/refunds", "a[=1")).toMatchObject({ status: 400 });
  expect(await post("/v1/refunds", `a=${"x".repeat(3_000_000)}`)).toMatchObject({ status: 413 });
});

test("an account sees nothing of another, nor of a connected account of another platform", async () => {
  const [a, b] = [rig.client("sk_test_a"), rig.client("sk_test_b")];
  const own = await a.paymentIntents.create({ amount: 100, currency: "usd" });
  const connected = await a.paymentIntents.create({ amount: 100, currency: "usd" }, { stripeAccount: "acct_A" });
  for (const call of [
    b.paymentIntents.retrieve(own.id),
    a.paymentIntents.retrieve(connected.id),
    b.paymentIntents.retrieve(connected.id, {}, { stripeAccount: "acct_A" }),
    a.paymentIntents.retrieve(connected.id, {}, { stripeAccount: "acct_B" }),
  ]) {
    expect(await errorOf(call)).toMatchObject({ statusCode: 404, code: "resource_missing" });
  }
  expect((await a.paymentIntents.retrieve(connected.id, {}, { stripeAccount: "acct_A" })).id).toBe(connected.id);
  expect((await b.paymentIntents.list()).data).toEqual([]);
  expect((await a.accounts.retrieveCurrent()).id).not.toBe((await b.accounts.retrieveCurrent()).id);
});

test("lists page in both directions, newest first", async () => {
  const stripe = rig.client("sk_test_list");
  const made: string[] = [];
  for (let index = 0; index < 5; index += 1)
    made.push((await stripe.paymentIntents.create({ amount: 100 + index, currency: "usd" })).id);
  const first = await stripe.paymentIntents.list({ limit: 2 });
  expect(first.data.map(({ id }) => id)).toEqual([made[4], made[3]]);
  expect(first.has_more).toBe(true);
  const all = await stripe.paymentIntents.list({ limit: 2 }).autoPagingToArray({ limit: 10 });
  expect(all.map(({ id }) => id)).toEqual(made.toReversed());
  const back = await stripe.paymentIntents.list({ limit: 2, ending_before: made[1] ?? "" });
  expect(back.data.map(({ id }) => id)).toEqual([made[3], made[2]]);
  expect(await errorOf(stripe.paymentIntents.list({ limit: 101 }))).toMatchObject({ param: "limit" });
  expect(await errorOf(stripe.paymentIntents.retrieve(made[0] ?? "", { expand: ["amount"] }))).toMatchObject({
    param: "expand",
  });
});

test("metadata is merged, and unset by an empty value", async () => {
  const stripe = rig.client("sk_test_metadata");
  const { id } = await stripe.paymentIntents.create({ amount: 100, currency: "usd", metadata: { a: "1", b: "2" } });
  expect((await stripe.paymentIntents.update(id, { metadata: { a: "", c: "3" } })).metadata).toEqual({
    b: "2",
    c: "3",
  });
});
