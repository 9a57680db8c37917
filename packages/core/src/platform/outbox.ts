import { sql } from "kysely";
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
  const sofar = new Map<string, number>();
  const places = events.map(({ aggregateId }) => {
    const place = (sofar.get(aggregateId) ?? 0) + 1;
    sofar.set(aggregateId, place);
    return place;
  });
  const given = sql<{
    id: string;
    type: string;
    aggregate_id: string;
    place: number;
    payload: string;
  }>`unnest(${events.map(() => newId("evt"))}::text[], ${events.map(({ type }) => type)}::text[],
    ${events.map(({ aggregateId }) => aggregateId)}::text[], ${places}::int[],
    ${events.map(({ payload }) => JSON.stringify(payload))}::jsonb[])`.as<"g">(
    sql`g(id, type, aggregate_id, place, payload)`,
  );
  await infra(tx)
    .insertInto("outbox_events")
    .columns(["id", "type", "aggregate_id", "seq", "payload", "created_at"])
    .expression((eb) =>
      eb.selectFrom(given).select((row) => [
        "g.id",
        "g.type",
        "g.aggregate_id",
        sql<number>`g.place + ${row
          .selectFrom("outbox_events as e")
          .select(sql<number>`coalesce(max(e.seq), 0)`.as("last"))
          .whereRef("e.aggregate_id", "=", "g.aggregate_id")}`.as("seq"),
        "g.payload",
        sql<Date>`${now}::timestamptz`.as("created_at"),
      ]),
    )
    .execute();
}
