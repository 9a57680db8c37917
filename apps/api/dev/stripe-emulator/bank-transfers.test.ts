import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, idOf, openRig, sessionParams } from "./testing/client.ts";
import type { Rig } from "./testing/client.ts";

let rig: Rig;
beforeAll(async () => void (rig = await openRig()));
afterAll(() => rig.emulator.close());

const byTransfer = (customer: string): Stripe.Checkout.SessionCreateParams =>
  sessionParams({
    customer,
    allowed_payment_method_types: ["card", "customer_balance"],
    payment_method_options: {
      customer_balance: {
        funding_type: "bank_transfer",
        bank_transfer: { type: "eu_bank_transfer", eu_bank_transfer: { country: "DE" } },
      },
    },
  });

async function awaited(stripe: Stripe): Promise<{ session: string; intent: string; customer: string }> {
  const customer = await stripe.customers.create({ email: "ada@example.com", name: "Ada" });
  const session = await stripe.checkout.sessions.create(byTransfer(customer.id));
  expect((await rig.dev(`pay/${session.id}`, { later: "customer_balance" })).status).toBe(200);
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
  return { session: session.id, intent: idOf(intent), customer: customer.id };
}

const typesOf = async (stripe: Stripe): Promise<string[]> =>
  (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type).toReversed();

test("a transfer is awaited with an account and a reference, and pays in parts", async () => {
  const stripe = rig.client("sk_test_parts");
  const { session, intent, customer } = await awaited(stripe);
  expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({
    status: "complete",
    payment_status: "unpaid",
    customer,
    customer_email: "ada@example.com",
  });
  const waiting = await stripe.paymentIntents.retrieve(intent);
  expect(waiting).toMatchObject({
    status: "requires_action",
    amount_received: 0,
    latest_charge: null,
    next_action: {
      type: "display_bank_transfer_instructions",
      display_bank_transfer_instructions: {
        amount_remaining: 2_990,
        currency: "eur",
        type: "eu_bank_transfer",
        financial_addresses: [{ type: "iban", iban: { country: "DE", iban: expect.stringMatching(/^DE\d{20}$/) } }],
        reference: expect.stringMatching(/^\S+$/),
      },
    },
  });
  expect((await rig.dev(`transfer/${session}`, { amount: 1_000 })).status).toBe(200);
  const partly = await stripe.paymentIntents.retrieve(intent);
  expect(partly.next_action?.display_bank_transfer_instructions?.amount_remaining).toBe(1_990);
  await rig.dev(`transfer/${session}`, {});
  expect(await stripe.paymentIntents.retrieve(intent, { expand: ["latest_charge"] })).toMatchObject({
    status: "succeeded",
    amount_received: 2_990,
    next_action: null,
    latest_charge: { payment_method_details: { type: "customer_balance" } },
  });
  expect((await stripe.checkout.sessions.retrieve(session)).payment_status).toBe("paid");
  const types = await typesOf(stripe);
  const told = ["requires_action", "partially_funded", "succeeded"].map((name) =>
    types.indexOf(`payment_intent.${name}`),
  );
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told[0]).toBeGreaterThan(-1);
  expect(types).toContain("checkout.session.async_payment_succeeded");
  expect(types.filter((type) => type === "customer_cash_balance_transaction.created")).toHaveLength(4);
});

test("what is too much stays on the customer's balance until it is sent back", async () => {
  const stripe = rig.client("sk_test_more");
  const { session, customer } = await awaited(stripe);
  await rig.dev(`transfer/${session}`, { amount: 3_490 });
  expect((await stripe.customers.retrieveCashBalance(customer)).available).toEqual({ eur: 500 });
  const refund = { origin: "customer_balance", customer, currency: "eur" } as const;
  expect(await errorOf(stripe.refunds.create({ ...refund, amount: 501 }))).toMatchObject({ param: "amount" });
  const sent = await stripe.refunds.create({ ...refund, amount: 500 });
  expect(sent).toMatchObject({ status: "pending", charge: null, payment_intent: null });
  expect((await stripe.customers.retrieveCashBalance(customer)).available).toEqual({ eur: 0 });
  const moved = (await stripe.customers.listCashBalanceTransactions(customer)).data;
  expect(moved.map(({ type, net_amount, ending_balance }) => [type, net_amount, ending_balance])).toEqual([
    ["return_initiated", -500, 0],
    ["applied_to_payment", -2_990, 500],
    ["funded", 3_490, 3_490],
  ]);
  await rig.dev(`refunds/${sent.id}/settle`, { outcome: "failed" });
  expect((await stripe.customers.retrieveCashBalance(customer)).available).toEqual({ eur: 500 });
});

test("needs a customer and the transfer that brings the currency", async () => {
  const stripe = rig.client("sk_test_needs");
  const { id } = await stripe.customers.create({ email: "ada@example.com" });
  const { customer: _, ...nobody } = byTransfer(id);
  expect(await errorOf(stripe.checkout.sessions.create(nobody))).toMatchObject({ param: "customer" });
  expect(await errorOf(stripe.checkout.sessions.create(byTransfer("cus_gone")))).toMatchObject({
    code: "resource_missing",
  });
  const wrong = {
    ...byTransfer(id),
    payment_method_options: {
      customer_balance: { funding_type: "bank_transfer", bank_transfer: { type: "gb_bank_transfer" } },
    },
  } as const;
  expect(await errorOf(stripe.checkout.sessions.create(wrong))).toMatchObject({
    param: "payment_method_options[customer_balance][bank_transfer][type]",
  });
  const plain = await stripe.checkout.sessions.create(sessionParams({ customer: id }));
  expect(plain.payment_method_types).toEqual(["card", "sepa_debit"]);
});

test("the hosted page tells where to send the money, and can send it", async () => {
  const stripe = rig.client("sk_test_page");
  const customer = await stripe.customers.create({ email: "ada@example.com" });
  const session = await stripe.checkout.sessions.create({ ...byTransfer(customer.id), locale: "de" });
  const page = await (await fetch(session.url ?? "")).text();
  expect(page).toContain("Banküberweisung");
  const form = (fields: Record<string, string>) => ({
    method: "POST",
    redirect: "manual" as const,
    body: new URLSearchParams(fields),
  });
  const chosen = await fetch(`${session.url ?? ""}/submit`, form({ method: "customer_balance" }));
  const told = chosen.headers.get("location") ?? "";
  expect(told).toContain("/c/transfer/pi_");
  const shown = await (await fetch(told)).text();
  expect(shown).toContain("Bitte überweisen Sie 29,90");
  const secret = new URL(told).searchParams.get("secret") ?? "";
  expect((await fetch(told.replace(secret, "wrong"))).status).toBe(404);
  const sent = await fetch(told.split("?")[0] ?? "", form({ secret, send: "all" }));
  expect(sent.headers.get("location")).toBe(`https://shop.example/thanks?session=${session.id}`);
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
});

test("a voucher completes the page, and pays when it is settled at a till", async () => {
  const stripe = rig.client("sk_test_till");
  const lines = [
    { quantity: 1, price_data: { currency: "jpy", unit_amount: 3_000, product_data: { name: "Kettle" } } },
  ];
  const session = await stripe.checkout.sessions.create(sessionParams({ line_items: lines }));
  expect(session.payment_method_types).toEqual(["card", "konbini"]);
  await rig.dev(`pay/${session.id}`, { later: "konbini" });
  const waiting = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
  expect(waiting).toMatchObject({
    status: "complete",
    payment_status: "unpaid",
    payment_intent: { status: "requires_action", next_action: { type: "konbini_display_details" } },
  });
  await rig.dev(`settle/${session.id}`, {});
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
});
