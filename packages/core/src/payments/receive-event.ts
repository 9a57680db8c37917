import { DomainError } from "../kernel/errors.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import type { Tx } from "../platform/db.ts";
import { vaultOf } from "../platform/vault.ts";
import { write } from "../platform/verb.ts";
import { webhookPlace } from "./access-with.ts";
import { verifyEvent } from "./adapters/stripe.ts";
import type { ProviderEvent } from "./provider.ts";
import { sealedWebhookSecrets } from "./queries/accounts.ts";
import { paymentBy } from "./queries/payments.ts";
import { storeEvent } from "./queries/provider-events.ts";
import { subjectOf } from "./rules.ts";
import { EventReceived, ReceiveEvent } from "./schemas.ts";

declareCrashPoints("payments.receive_event:stored");

/**
 * Takes a webhook: checks its signature, stores it once, and leaves the rest to whoever waits for the outbox
 * event, in any order. An event only says that there is news: what happened is read from Stripe, and which
 * payment it is about is told by the id that we stored, not by what the event claims.
 */
export const receiveEvent = write(
  "payments.receive_event",
  {
    access: { service: true },
    urgency: "sale",
    input: ReceiveEvent,
    output: EventReceived,
    audit: "shopper",
    leaves: ["outbox"],
    prepare: vaultOf,
  },
  async (ctx, input) => {
    const vault = await vaultOf(ctx);
    const secrets = (await sealedWebhookSecrets(ctx.db)).map(({ accountId, sealed }) =>
      vault.open(webhookPlace(accountId), sealed),
    );
    const event = verifyEvent(input.body, input.signature, secrets, ctx.now());
    if (event === undefined) throw new DomainError("forbidden", "payments.bad_signature");
    const payment = await paymentOf(ctx.db, event);
    const isNew = await storeEvent(ctx.db, event, payment?.id ?? null, ctx.now());
    crashPoint("payments.receive_event:stored");
    if (isNew && payment !== undefined) {
      const type = subjectOf(event.type) === "refund" ? "refund.reported" : "payment.reported";
      ctx.emit({ type, aggregateId: payment.id, payload: { event: event.type } });
    }
    return { received: true as const };
  },
);

async function paymentOf(tx: Tx<"tenant">, event: ProviderEvent) {
  const { id, kind, intentId, customerRef } = event.object;
  if (subjectOf(event.type) === "nothing") return undefined;
  if (kind === "checkout.session") return paymentBy(tx, "session_id", id);
  if (kind === "customer_cash_balance_transaction" && customerRef !== null)
    return paymentBy(tx, "customer_ref", customerRef);
  return intentId === null ? undefined : paymentBy(tx, "intent_id", intentId);
}
