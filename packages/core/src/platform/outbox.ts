import type { Tx } from "./db.ts";
import { infra } from "./infra-tables.ts";
import { newId } from "./new-id.ts";

/** Something that happened and that others may care about: ids and figures, no personal data. */
export interface NewEvent {
  readonly type: string;
  /** What it happened to; events of one aggregate are numbered without gaps. */
  readonly aggregateId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Writes events into the outbox of the transaction, each with its aggregate's next number. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<void> {
  if (events.length === 0) return;
  const db = infra(tx);
  const aggregates = [...new Set(events.map((event) => event.aggregateId))];
  const rows = await db
    .selectFrom("outbox_events")
    .select((eb) => ["aggregate_id", eb.fn.max("seq").as("seq")])
    .where("aggregate_id", "in", aggregates)
    .groupBy("aggregate_id")
    .execute();
  const last = new Map(rows.map((row) => [row.aggregate_id, row.seq]));
  const values = events.map((event) => {
    const seq = (last.get(event.aggregateId) ?? 0) + 1;
    last.set(event.aggregateId, seq);
    return {
      id: newId("evt"),
      type: event.type,
      aggregate_id: event.aggregateId,
      seq,
      payload: JSON.stringify(event.payload),
      created_at: now,
      published_at: null,
    };
  });
  await db.insertInto("outbox_events").values(values).execute();
}
