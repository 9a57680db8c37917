import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, idOf, openRig, sessionParams } from "./testing/client.ts";
import type { Rig } from "./testing/client.ts";

let rig: Rig;
beforeAll(async () => void (rig = await openRig()));
afterAll(() => rig.emulator.close());

test("copies of a payment are refunded each for itself, as the original was when it was put aside", async () => {
  const stripe = rig.client("sk_test_copies");
  const session = await stripe.checkout.sessions.create(sessionParams({}));
  await rig.dev(`pay/${session.id}`, {});
  const original = idOf((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
  await stripe.refunds.create({ payment_intent: original, amount: 990 });

  expect(await errorOf(stripe.refunds.create({ payment_intent: `${original}_1` }))).toMatchObject({
    code: "resource_missing",
  });
  expect((await rig.dev(`copies/${original}`, {})).status).toBe(200);
  await stripe.refunds.create({ payment_intent: original, amount: 500 });

  const second = await stripe.refunds.create({ payment_intent: `${original}_2` });
  expect(second.amount).toBe(2_000);
  expect(await errorOf(stripe.refunds.create({ payment_intent: `${original}_2` }))).toMatchObject({
    code: "charge_already_refunded",
  });
  expect((await stripe.refunds.create({ payment_intent: `${original}_17`, amount: 2_000 })).amount).toBe(2_000);
  expect((await stripe.refunds.create({ payment_intent: original })).amount).toBe(1_500);
  expect((await stripe.checkout.sessions.retrieve(`${session.id}_2`)).payment_intent).toBe(`${original}_2`);
  expect(await errorOf(stripe.paymentIntents.retrieve(`${original}_02`))).toMatchObject({ code: "resource_missing" });
  expect((await rig.dev("copies/pi_nobody", {})).status).toBe(404);
});
