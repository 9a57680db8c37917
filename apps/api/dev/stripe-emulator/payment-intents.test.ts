import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, openRig } from "./testing/client.ts";
import type { Rig } from "./testing/client.ts";

let rig: Rig;
beforeAll(async () => void (rig = await openRig()));
afterAll(() => rig.emulator.close());

const paid = { amount: 1_999, currency: "eur", payment_method: "pm_card_visa", confirm: true } as const;

test("a card is charged, and the charge can be expanded and listed", async () => {
  const stripe = rig.client("sk_test_charge");
  const intent = await stripe.paymentIntents.create({ ...paid, metadata: { order: "1001" } });
  expect(intent).toMatchObject({
    status: "succeeded",
    amount_received: 1_999,
    latest_charge: expect.stringMatching(/^ch_/),
  });
  expect(intent.lastResponse.requestId).toMatch(/^req_/);
  const expanded = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge", "payment_method"] });
  expect(expanded.latest_charge).toMatchObject({
    object: "charge",
    amount: 1_999,
    paid: true,
    captured: true,
    payment_intent: intent.id,
    metadata: { order: "1001" },
  });
  expect(expanded.payment_method).toMatchObject({ object: "payment_method", card: { brand: "visa", last4: "4242" } });
  const charges = await stripe.charges.list({ payment_intent: intent.id, expand: ["data.payment_intent"] });
  expect(charges.data.map((charge) => charge.payment_intent)).toEqual([expect.objectContaining({ id: intent.id })]);
  const events = await stripe.events.list({ limit: 100 });
  expect(events.data.map((event) => event.type)).toEqual([
    "payment_intent.succeeded",
    "charge.succeeded",
    "payment_intent.created",
  ]);
});

test.each([
  ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
  ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
  ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
  ["pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"],
])("%s is declined, and the attempt is kept", async (payment_method, code, decline_code) => {
  const stripe = rig.client("sk_test_decline");
  const error = await errorOf(stripe.paymentIntents.create({ ...paid, payment_method }));
  expect(error).toMatchObject({ statusCode: 402, rawType: "card_error", code, decline_code });
  expect(error.payment_intent).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code, decline_code },
  });
  const charges = await stripe.charges.list({ payment_intent: error.payment_intent?.id ?? "" });
  expect(charges.data).toMatchObject([{ status: "failed", failure_code: code, paid: false, amount_captured: 0 }]);
});

test("a declined intent is paid by another card", async () => {
  const stripe = rig.client("sk_test_again");
  const error = await errorOf(stripe.paymentIntents.create({ ...paid, payment_method: "pm_card_chargeDeclined" }));
  const again = await stripe.paymentIntents.confirm(error.payment_intent?.id ?? "", {
    payment_method: "pm_card_mastercard",
  });
  expect(again).toMatchObject({ status: "succeeded", last_payment_error: null });
  expect(await errorOf(stripe.paymentIntents.confirm(again.id))).toMatchObject({
    statusCode: 400,
    code: "payment_intent_unexpected_state",
  });
  expect(await errorOf(stripe.paymentIntents.cancel(again.id))).toMatchObject({
    code: "payment_intent_unexpected_state",
  });
});

test("a hold is captured in part, once", async () => {
  const stripe = rig.client("sk_test_hold");
  const held = await stripe.paymentIntents.create({ ...paid, capture_method: "manual" });
  expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 1_999, amount_received: 0 });
  expect(await errorOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 2_000 }))).toMatchObject({
    statusCode: 400,
  });
  const captured = await stripe.paymentIntents.capture(held.id, {
    amount_to_capture: 1_500,
    expand: ["latest_charge"],
  });
  expect(captured).toMatchObject({
    status: "succeeded",
    amount_received: 1_500,
    amount_capturable: 0,
    latest_charge: { captured: true, amount_captured: 1_500 },
  });
  expect(await errorOf(stripe.paymentIntents.capture(held.id))).toMatchObject({
    code: "payment_intent_unexpected_state",
  });
  expect(await errorOf(stripe.refunds.create({ payment_intent: held.id, amount: 1_501 }))).toMatchObject({
    param: "amount",
  });
});

test("a hold is released by canceling", async () => {
  const stripe = rig.client("sk_test_release");
  const held = await stripe.paymentIntents.create({ ...paid, capture_method: "manual" });
  const canceled = await stripe.paymentIntents.cancel(held.id, {
    cancellation_reason: "requested_by_customer",
    expand: ["latest_charge"],
  });
  expect(canceled).toMatchObject({
    status: "canceled",
    cancellation_reason: "requested_by_customer",
    latest_charge: { refunded: true, amount_captured: 0 },
  });
});

test("3-D Secure goes over the emulator's page and back to the shop", async () => {
  const stripe = rig.client("sk_test_3ds");
  const challenged = {
    ...paid,
    payment_method: "pm_card_authenticationRequired",
    return_url: "https://shop.example/back",
  };
  const intent = await stripe.paymentIntents.create(challenged);
  const url = new URL(intent.next_action?.redirect_to_url?.url ?? "");
  const body = new URLSearchParams({ secret: url.searchParams.get("secret") ?? "", outcome: "pass" });
  const done = await fetch(new URL(url.pathname, rig.emulator.url), { method: "POST", body, redirect: "manual" });
  expect(done.headers.get("location")).toContain(`https://shop.example/back?payment_intent=${intent.id}`);
  expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  expect(await errorOf(stripe.paymentIntents.create({ ...challenged, off_session: true }))).toMatchObject({
    statusCode: 402,
    code: "authentication_required",
  });
});

test("other methods redirect, wait or show a voucher, in their own currency only", async () => {
  const stripe = rig.client("sk_test_methods");
  const ideal = await stripe.paymentIntents.create({
    amount: 1_999,
    currency: "eur",
    payment_method_data: { type: "ideal" },
    confirm: true,
    return_url: "https://shop.example/back",
  });
  expect(ideal).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
  const konbini = await stripe.paymentIntents.create({
    amount: 1_000,
    currency: "jpy",
    payment_method_data: { type: "konbini" },
    confirm: true,
  });
  expect(konbini).toMatchObject({ status: "requires_action", next_action: { type: "konbini_display_details" } });
  const sepa = await stripe.paymentIntents.create({
    amount: 1_999,
    currency: "eur",
    payment_method_data: { type: "sepa_debit", sepa_debit: { iban: "DE89370400440532013000" } },
    confirm: true,
  });
  expect(sepa.status).toBe("processing");
  expect(
    await errorOf(
      stripe.paymentIntents.create({ amount: 1_999, currency: "usd", allowed_payment_method_types: ["ideal"] }),
    ),
  ).toMatchObject({ statusCode: 400 });
  const before = await stripe.paymentIntents.list({ limit: 100 });
  expect(
    await errorOf(
      stripe.paymentIntents.create({
        amount: 1_999,
        currency: "eur",
        payment_method_data: { type: "ideal" },
        confirm: true,
      }),
    ),
  ).toMatchObject({ param: "return_url" });
  expect((await stripe.paymentIntents.list({ limit: 100 })).data).toHaveLength(before.data.length);
});

test("yen have no cents", async () => {
  const intent = await rig.client("sk_test_yen").paymentIntents.create({ ...paid, amount: 500, currency: "jpy" });
  expect(intent).toMatchObject({ status: "succeeded", amount: 500 });
});
