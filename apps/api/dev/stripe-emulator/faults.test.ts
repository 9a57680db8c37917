import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { errorOf, openRig } from "./testing/client.ts";
import type { Rig } from "./testing/client.ts";

let rig: Rig;
beforeAll(async () => void (rig = await openRig()));
afterEach(() => fetch(`${rig.emulator.url}/_dev/faults`, { method: "DELETE" }));
afterAll(() => rig.emulator.close());

const params = { amount: 1_999, currency: "eur", payment_method: "pm_card_visa", confirm: true };

test("an answer lost after success is found again by the retry", async () => {
  const stripe = rig.client("sk_test_lost", { maxNetworkRetries: 2 });
  await rig.dev("faults", { match: "POST /v1/payment_intents", kind: "timeout-after-success" });
  const intent = await stripe.paymentIntents.create(params);
  expect(intent.lastResponse.headers).toMatchObject({ "idempotent-replayed": "true" });
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test("a client that gives up first finds its payment made", async () => {
  const stripe = rig.client("sk_test_slow", { timeout: 100 });
  await rig.dev("faults", { match: "POST /v1/payment_intents", kind: "timeout-after-success", ms: 60_000 });
  expect((await errorOf(stripe.paymentIntents.create(params, { idempotencyKey: "k1" }))).type).toBe(
    "StripeConnectionError",
  );
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test("a cut connection and a 500 leave nothing behind", async () => {
  const stripe = rig.client("sk_test_cut");
  await rig.dev("faults", { match: "POST /v1/payment_intents", kind: "error-500" });
  expect(await errorOf(stripe.paymentIntents.create(params))).toMatchObject({ statusCode: 500, rawType: "api_error" });
  await rig.dev("faults", { match: "POST /v1/payment_intents", kind: "reset", times: 2 });
  expect((await errorOf(stripe.paymentIntents.create(params))).type).toBe("StripeConnectionError");
  expect((await stripe.charges.list()).data).toEqual([]);
  expect(await rig.client("sk_test_cut", { maxNetworkRetries: 1 }).paymentIntents.create(params)).toMatchObject({
    status: "succeeded",
  });
});

test("a fault spares other accounts, other paths and later requests", async () => {
  await rig.dev("faults", { match: "GET /v1/charges/*", kind: "error-500", account: "sk_test_victim" });
  const [victim, other] = [rig.client("sk_test_victim"), rig.client("sk_test_bystander")];
  expect(await errorOf(other.charges.retrieve("ch_1"))).toMatchObject({ statusCode: 404 });
  expect((await victim.charges.list()).data).toEqual([]);
  expect(await errorOf(victim.charges.retrieve("ch_1"))).toMatchObject({ statusCode: 500 });
  expect(await errorOf(victim.charges.retrieve("ch_1"))).toMatchObject({ statusCode: 404 });
  expect((await rig.dev<{ error: object }>("faults", { match: "anything", kind: "fire" })).status).toBe(400);
});
