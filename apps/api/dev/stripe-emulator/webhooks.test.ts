import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { afterEach, expect, test, vi } from "vitest";
import { openRig, sessionParams } from "./testing/client.ts";
import type { Rig } from "./testing/client.ts";
import { openReceiver } from "./testing/receiver.ts";
import type { Receiver } from "./testing/receiver.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

async function rigWith(options: Parameters<typeof openRig>[0] = {}): Promise<Rig> {
  const rig = await openRig(options);
  open.push(rig.emulator);
  return rig;
}

async function receiverWith(...args: Parameters<typeof openReceiver>): Promise<Receiver> {
  const receiver = await openReceiver(...args);
  open.push(receiver);
  return receiver;
}

test("a payment is told by signed events of Stripe's shape", async () => {
  const [rig, receiver] = [await rigWith(), await receiverWith()];
  const stripe = rig.client();
  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });
  const session = await stripe.checkout.sessions.create(sessionParams({ metadata: { order: "1001" } }));
  await rig.dev(`pay/${session.id}`, {});
  const got = await receiver.until((all) => all.length >= 4);
  expect(got.map(({ type }) => type).toSorted()).toEqual([
    "charge.succeeded",
    "checkout.session.completed",
    "payment_intent.created",
    "payment_intent.succeeded",
  ]);
  for (const { body, signature } of got) {
    const event = stripe.webhooks.constructEvent(body, signature, endpoint.secret ?? "");
    expect(event).toMatchObject({
      object: "event",
      livemode: false,
      api_version: "2026-10-28.endive",
      pending_webhooks: 1,
      request: { idempotency_key: null },
    });
    expect(event).not.toHaveProperty("account");
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, endpoint.secret ?? "")).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    expect(() => stripe.webhooks.constructEvent(body, signature, "whsec_other")).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
  }
  const completed = got.find(({ type }) => type === "checkout.session.completed");
  expect(JSON.parse(completed?.body ?? "")).toMatchObject({
    data: { object: { id: session.id, payment_status: "paid", metadata: { order: "1001" } } },
  });
});

test("an endpoint gets what it asked for, of its own account, until it is deleted", async () => {
  const [rig, receiver, other] = [await rigWith(), await receiverWith(), await receiverWith()];
  const [stripe, stranger] = [rig.client("sk_test_mine"), rig.client("sk_test_theirs")];
  const endpoint = await stripe.webhookEndpoints.create({
    url: receiver.url,
    enabled_events: ["payment_intent.succeeded"],
  });
  await stranger.webhookEndpoints.create({ url: other.url, enabled_events: ["payment_intent.succeeded"] });
  const pay = { amount: 1_999, currency: "eur", payment_method: "pm_card_visa", confirm: true };
  const mine = await stripe.paymentIntents.create(pay);
  expect((await receiver.until((all) => all.length > 0)).map(({ body }) => JSON.parse(body).data.object.id)).toEqual([
    mine.id,
  ]);
  await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
  await stripe.paymentIntents.create(pay);
  expect(await stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
  expect((await stripe.webhookEndpoints.list()).data).toEqual([]);
  await stranger.paymentIntents.create(pay);
  await other.until((all) => all.length === 1);
  expect(receiver.got).toHaveLength(1);
});

test("a platform hears of its connected accounts", async () => {
  const [rig, receiver] = [await rigWith(), await receiverWith()];
  const stripe = rig.client();
  await stripe.webhookEndpoints.create({
    url: receiver.url,
    enabled_events: ["payment_intent.created"],
    connect: true,
  });
  await stripe.paymentIntents.create({ amount: 100, currency: "usd" });
  await stripe.paymentIntents.create({ amount: 100, currency: "usd" }, { stripeAccount: "acct_A" });
  const [first] = await receiver.until((all) => all.length > 0);
  expect(JSON.parse(first?.body ?? "")).toMatchObject({ account: "acct_A", type: "payment_intent.created" });
  expect(receiver.got).toHaveLength(1);
});

test("a failed delivery is tried again, then given up; a resend brings the same event", async () => {
  const rig = await rigWith({ retryDelaysMs: [1, 1, 1] });
  const receiver = await receiverWith((call) => (call < 2 ? 500 : call < 4 ? 302 : 200));
  const stripe = rig.client();
  await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["payment_intent.created"] });
  await stripe.paymentIntents.create({ amount: 100, currency: "usd" });
  const got = await receiver.until((all) => all.length === 4);
  expect(new Set(got.map(({ id }) => id)).size).toBe(1);
  await rig.dev(`events/${got[0]?.id}/resend`, {});
  await receiver.until((all) => all.length === 5);
  expect(receiver.got[4]?.id).toBe(got[0]?.id);
});

test("open deliveries need not wait for their time", async () => {
  const rig = await rigWith({ retryDelaysMs: [3_600_000] });
  const receiver = await receiverWith((call) => (call === 0 ? 503 : 200));
  const stripe = rig.client();
  await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["payment_intent.created"] });
  await stripe.paymentIntents.create({ amount: 100, currency: "usd" });
  await vi.waitFor(async () => {
    const { json } = await rig.dev<{ data: { attempts: number }[] }>("deliveries?account=sk_test_shop");
    expect(json.data).toMatchObject([{ state: "pending", attempts: 1, lastStatus: 503 }]);
  });
  expect((await rig.dev("hurry", {})).json).toEqual({ open: 1 });
  await receiver.until((all) => all.length === 2);
});

test("what was on its way when the process ended is sent by the next one", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "stripe-emulator-"));
  open.push({ close: () => rm(dataDir, { recursive: true }) });
  const receiver = await receiverWith((call) => (call === 0 ? undefined : 200));
  const first = await openRig({ dataDir });
  const { secret } = await first
    .client()
    .webhookEndpoints.create({ url: receiver.url, enabled_events: ["payment_intent.created"] });
  await first.client().paymentIntents.create({ amount: 100, currency: "usd" });
  await receiver.until((all) => all.length === 1);
  await first.emulator.close();
  const second = await rigWith({ dataDir });
  const got = await receiver.until((all) => all.length === 2);
  expect(got[1]?.id).toBe(got[0]?.id);
  expect(second.client().webhooks.constructEvent(got[1]?.body ?? "", got[1]?.signature ?? "", secret ?? "").id).toBe(
    got[0]?.id,
  );
});
