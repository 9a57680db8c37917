import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, idOf, openRig } from "./testing/client.ts";
import type { Ledger, Rig } from "./testing/client.ts";

let rig: Rig;
beforeAll(async () => void (rig = await openRig()));
afterAll(() => rig.emulator.close());

async function payment(key: string, payment_method = "pm_card_visa") {
  const stripe = rig.client(key);
  const intent = await stripe.paymentIntents.create({ amount: 1_999, currency: "eur", payment_method, confirm: true });
  return { stripe, intent };
}

test("part, then the rest, then nothing more", async () => {
  const { stripe, intent } = await payment("sk_test_parts");
  const part = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 500,
    reason: "requested_by_customer",
    metadata: { line: "1" },
  });
  expect(part).toMatchObject({
    object: "refund",
    status: "succeeded",
    amount: 500,
    reason: "requested_by_customer",
    metadata: { line: "1" },
  });
  const partly = await stripe.charges.retrieve(idOf(intent.latest_charge), { expand: ["refunds"] });
  expect(partly).toMatchObject({ amount_refunded: 500, refunded: false, refunds: { data: [{ id: part.id }] } });
  expect(await errorOf(stripe.refunds.create({ payment_intent: intent.id, amount: 1_500 }))).toMatchObject({
    statusCode: 400,
    param: "amount",
  });
  const rest = await stripe.refunds.create({ charge: idOf(intent.latest_charge) });
  expect(rest.amount).toBe(1_499);
  expect(await errorOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
    code: "charge_already_refunded",
  });
  expect((await stripe.refunds.list({ payment_intent: intent.id })).data.map(({ id }) => id)).toEqual([
    rest.id,
    part.id,
  ]);
  const { json } = await rig.dev<Ledger>("ledger?account=sk_test_parts");
  expect(json.totals["eur"]).toEqual({
    charges: 1,
    failedCharges: 0,
    charged: 1_999,
    captured: 1_999,
    refunds: 2,
    refunded: 1_999,
    net: 0,
  });
});

test("refunds at once never exceed the charge", async () => {
  const { stripe, intent } = await payment("sk_test_race");
  const tries = Array.from({ length: 10 }, () => stripe.refunds.create({ payment_intent: intent.id, amount: 700 }));
  const done = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled");
  expect(done).toHaveLength(2);
  expect((await stripe.charges.retrieve(idOf(intent.latest_charge))).amount_refunded).toBe(1_400);
});

test("what was never paid, captured or known cannot be refunded", async () => {
  const stripe = rig.client("sk_test_never");
  const open = await stripe.paymentIntents.create({ amount: 1_999, currency: "eur" });
  expect(await errorOf(stripe.refunds.create({ payment_intent: open.id }))).toMatchObject({ statusCode: 400 });
  const held = await stripe.paymentIntents.create({
    amount: 1_999,
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: true,
    capture_method: "manual",
  });
  expect(await errorOf(stripe.refunds.create({ charge: idOf(held.latest_charge) }))).toMatchObject({
    code: "charge_not_refundable",
  });
  expect(await errorOf(stripe.refunds.create({ payment_intent: "pi_unknown" }))).toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
  expect(await errorOf(stripe.refunds.create({ amount: 100 }))).toMatchObject({ code: "parameter_missing" });
  const { intent } = await payment("sk_test_never");
  expect(await errorOf(stripe.refunds.create({ payment_intent: intent.id, amount: 0 }))).toMatchObject({
    code: "parameter_invalid_integer",
  });
});

test("a pending refund that fails gives the money back to the balance", async () => {
  const { stripe, intent } = await payment("sk_test_pending", "pm_card_pendingRefund");
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
  expect(refund.status).toBe("pending");
  await rig.dev(`refunds/${refund.id}/settle`, { outcome: "failed" });
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
    status: "failed",
    failure_reason: "expired_or_canceled_card",
  });
  expect((await stripe.charges.retrieve(idOf(intent.latest_charge))).amount_refunded).toBe(0);
  const types = (await stripe.events.list({ types: ["refund.failed", "refund.created"] })).data.map(({ type }) => type);
  expect(types).toEqual(["refund.failed", "refund.created"]);
  const again = await stripe.refunds.create({ payment_intent: intent.id });
  await rig.dev(`refunds/${again.id}/settle`, {});
  expect((await stripe.refunds.retrieve(again.id)).status).toBe("succeeded");
});
