import type { Kysely } from "kysely";
import type { Tx } from "../../platform/db.ts";
import type { ProviderEvent } from "../provider.ts";
import type { PaymentsTables } from "../tables.ts";

const tables = (tx: Tx<"tenant">): Kysely<PaymentsTables> => tx.tables<PaymentsTables>();

/** Stores an event once; false when it is stored already. Of its content only ids are kept. */
export async function storeEvent(
  tx: Tx<"tenant">,
  event: ProviderEvent,
  paymentId: string | null,
  now: Date,
): Promise<boolean> {
  const result = await tables(tx)
    .insertInto("provider_events")
    .values({
      provider: "stripe",
      event_id: event.id,
      type: event.type,
      object_id: event.object.id,
      payment_id: paymentId,
      outcome: paymentId === null ? "ignored" : "queued",
      occurred_at: event.occurredAt,
      received_at: now,
    })
    .onConflict((conflict) => conflict.constraint("provider_events_once").doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
