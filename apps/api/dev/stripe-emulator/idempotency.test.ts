import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, openRig } from "./testing/client.ts";
import type { Rig } from "./testing/client.ts";

let rig: Rig;
let clock = 1_800_000_000;
beforeAll(async () => void (rig = await openRig({ now: () => clock })));
afterAll(() => rig.emulator.close());

const params = { amount: 1_999, currency: "eur", payment_method: "pm_card_visa", confirm: true };

test("the same key with the same parameters gives the first answer again", async () => {
  const stripe = rig.client("sk_test_same");
  const first = await stripe.paymentIntents.create(
    { ...params, metadata: { a: "1", b: "2" } },
    { idempotencyKey: "k1" },
  );
  await stripe.refunds.create({ payment_intent: first.id });
  const again = await stripe.paymentIntents.create(
    { metadata: { b: "2", a: "1" }, ...params },
    { idempotencyKey: "k1" },
  );
  expect(again).toEqual(first);
  expect(again.lastResponse.headers).toMatchObject({
    "idempotent-replayed": "true",
    "original-request": first.lastResponse.requestId,
    "idempotency-key": "k1",
  });
  expect(first.lastResponse.headers).not.toHaveProperty("idempotent-replayed");
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test("the same key for something else is an error", async () => {
  const stripe = rig.client("sk_test_other");
  await stripe.paymentIntents.create(params, { idempotencyKey: "k1" });
  expect(
    await errorOf(stripe.paymentIntents.create({ ...params, amount: 2_000 }, { idempotencyKey: "k1" })),
  ).toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
  expect(await errorOf(stripe.refunds.create({ charge: "ch_1" }, { idempotencyKey: "k1" }))).toMatchObject({
    statusCode: 400,
    rawType: "idempotency_error",
  });
});

test("keys belong to their account", async () => {
  const one = await rig.client("sk_test_one").paymentIntents.create(params, { idempotencyKey: "shared" });
  const two = await rig.client("sk_test_two").paymentIntents.create(params, { idempotencyKey: "shared" });
  expect(two.id).not.toBe(one.id);
});

test("a decline is stored, a refused request is not", async () => {
  const stripe = rig.client("sk_test_store");
  const declined = { ...params, payment_method: "pm_card_chargeDeclined" };
  const first = await errorOf(stripe.paymentIntents.create(declined, { idempotencyKey: "declined" }));
  const again = await errorOf(stripe.paymentIntents.create(declined, { idempotencyKey: "declined" }));
  expect(again.payment_intent?.id).toBe(first.payment_intent?.id);
  expect((await stripe.charges.list()).data).toHaveLength(1);
  expect(
    await errorOf(stripe.paymentIntents.create({ ...params, amount: 1 }, { idempotencyKey: "corrected" })),
  ).toMatchObject({ statusCode: 400 });
  expect(await stripe.paymentIntents.create(params, { idempotencyKey: "corrected" })).toMatchObject({
    status: "succeeded",
  });
});

test("of two at once with one key, the second hears 409 and the library's retry gets the first one's answer", async () => {
  const stripe = rig.client("sk_test_flight");
  await rig.dev("faults", { match: "POST /v1/payment_intents", kind: "slow", ms: 150, account: "sk_test_flight" });
  const results = await Promise.allSettled([
    stripe.paymentIntents.create(params, { idempotencyKey: "k1" }),
    stripe.paymentIntents.create(params, { idempotencyKey: "k1" }),
  ]);
  const refused = results.find((result) => result.status === "rejected");
  expect(refused?.reason).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
  await rig.dev("faults", { match: "POST /v1/payment_intents", kind: "slow", ms: 150, account: "sk_test_flight" });
  const patient = rig.client("sk_test_flight", { maxNetworkRetries: 3 });
  const [one, two] = await Promise.all([
    patient.paymentIntents.create(params, { idempotencyKey: "k2" }),
    patient.paymentIntents.create(params, { idempotencyKey: "k2" }),
  ]);
  expect(two.id).toBe(one.id);
  expect((await stripe.charges.list()).data).toHaveLength(2);
});

test("a key is forgotten after a day", async () => {
  const stripe = rig.client("sk_test_day");
  const first = await stripe.paymentIntents.create(params, { idempotencyKey: "k1" });
  clock += 24 * 3_600 + 1;
  expect((await stripe.paymentIntents.create(params, { idempotencyKey: "k1" })).id).not.toBe(first.id);
});
