import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, idOf, openRig, sessionParams } from "./testing/client.ts";
import type { Ledger, Rig } from "./testing/client.ts";

let rig: Rig;
let clock = Math.floor(Date.now() / 1_000);
beforeAll(async () => void (rig = await openRig({ now: () => clock })));
afterAll(() => rig.emulator.close());

test("a session adds up its lines, and knows its intent from the first attempt on", async () => {
  const stripe = rig.client("sk_test_sum");
  const params = sessionParams({
    client_reference_id: "cart-7",
    customer_email: "ada@example.com",
    locale: "de",
    metadata: { order: "1001" },
    payment_intent_data: { metadata: { order: "1001" } },
    expand: ["line_items"],
  });
  const session = await stripe.checkout.sessions.create(params);
  expect(session).toMatchObject({
    status: "open",
    payment_status: "unpaid",
    amount_total: 2_990,
    amount_subtotal: 2_990,
    currency: "eur",
    payment_intent: null,
    client_reference_id: "cart-7",
    customer_email: "ada@example.com",
    locale: "de",
  });
  expect(session.url).toBe(`${rig.emulator.url}/c/pay/${session.id}`);
  expect(session.line_items?.data).toMatchObject([
    { description: "Kettle", quantity: 2, amount_total: 2_500 },
    { description: "Shipping", amount_total: 490 },
  ]);
  expect((await stripe.checkout.sessions.listLineItems(session.id)).data.map(({ quantity }) => quantity)).toEqual([
    2, 1,
  ]);
  await rig.dev(`pay/${session.id}`, {});
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge"] });
  expect(paid).toMatchObject({
    status: "complete",
    payment_status: "paid",
    url: null,
    customer_details: { email: "ada@example.com" },
    payment_intent: { metadata: { order: "1001" }, amount_received: 2_990, latest_charge: { amount: 2_990 } },
  });
  expect((await stripe.checkout.sessions.list({ status: "complete" })).data.map(({ id }) => id)).toEqual([session.id]);
});

test("200 payments of one session at once make one charge", async () => {
  const stripe = rig.client("sk_test_once");
  const session = await stripe.checkout.sessions.create(sessionParams());
  const answers = await Promise.all(Array.from({ length: 200 }, () => rig.dev(`pay/${session.id}`, {})));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(199);
  const { json } = await rig.dev<Ledger>("ledger?account=sk_test_once");
  expect(json.totals["eur"]).toMatchObject({ charges: 1, charged: 2_990 });
  expect(json.paymentIntents).toHaveLength(1);
});

test("attempts share one intent; a declined one leaves the session open", async () => {
  const stripe = rig.client("sk_test_attempts");
  const session = await stripe.checkout.sessions.create(sessionParams());
  const declined = await rig.dev<{ error: { code: string; decline_code: string } }>(`pay/${session.id}`, {
    card: "4000000000009995",
  });
  expect(declined).toMatchObject({
    status: 402,
    json: { error: { code: "card_declined", decline_code: "insufficient_funds" } },
  });
  const between = await stripe.checkout.sessions.retrieve(session.id);
  expect(between).toMatchObject({
    status: "open",
    payment_status: "unpaid",
    payment_intent: expect.stringMatching(/^pi_/),
  });
  expect(await errorOf(stripe.paymentIntents.cancel(idOf(between.payment_intent)))).toMatchObject({
    code: "payment_intent_unexpected_state",
  });
  expect(
    await errorOf(stripe.paymentIntents.confirm(idOf(between.payment_intent), { payment_method: "pm_card_visa" })),
  ).toMatchObject({ statusCode: 400 });
  await rig.dev(`pay/${session.id}`, {});
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: "complete",
    payment_intent: between.payment_intent,
  });
  expect((await stripe.charges.list()).data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
});

test("a debit completes the session first and pays it later, or fails", async () => {
  const stripe = rig.client("sk_test_debit");
  const outcomes = {
    succeeded: "checkout.session.async_payment_succeeded",
    failed: "checkout.session.async_payment_failed",
  } as const;
  for (const [outcome, type] of Object.entries(outcomes)) {
    const session = await stripe.checkout.sessions.create(sessionParams());
    await rig.dev(`pay/${session.id}`, { iban: "DE89370400440532013000" });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    });
    await rig.dev(`settle/${session.id}`, { outcome });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: outcome === "succeeded" ? "paid" : "unpaid",
    });
    expect((await stripe.events.list({ type })).data).toHaveLength(1);
  }
});

test("a session ends when it is expired, or at its time, and can no longer be paid", async () => {
  const stripe = rig.client("sk_test_expire");
  const session = await stripe.checkout.sessions.create(sessionParams());
  await rig.dev(`pay/${session.id}`, { card: "4000000000000002" });
  const expired = await stripe.checkout.sessions.expire(session.id, { expand: ["payment_intent"] });
  expect(expired).toMatchObject({ status: "expired", url: null, payment_intent: { status: "canceled" } });
  expect(await errorOf(stripe.checkout.sessions.expire(session.id))).toMatchObject({ statusCode: 400 });
  expect((await rig.dev(`pay/${session.id}`, {})).status).toBe(409);
  const timed = await stripe.checkout.sessions.create(sessionParams({ expires_at: clock + 1_800 }));
  clock += 1_800;
  expect((await rig.dev(`pay/${timed.id}`, {})).status).toBe(409);
  expect((await stripe.events.list({ type: "checkout.session.expired" })).data).toHaveLength(2);
  expect((await rig.dev<Ledger>("ledger?account=sk_test_expire")).json.totals["eur"]).toMatchObject({
    charges: 0,
    failedCharges: 1,
  });
});

test("a manual capture leaves the session unpaid until it is captured", async () => {
  const stripe = rig.client("sk_test_manual");
  const session = await stripe.checkout.sessions.create(
    sessionParams({ payment_intent_data: { capture_method: "manual" } }),
  );
  await rig.dev(`pay/${session.id}`, {});
  const held = await stripe.checkout.sessions.retrieve(session.id);
  expect(held).toMatchObject({ status: "complete", payment_status: "unpaid" });
  await stripe.paymentIntents.capture(idOf(held.payment_intent));
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
});
