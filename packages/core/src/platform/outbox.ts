import { type Kysely, sql } from "kysely";
import type { Tx } from "./db.ts";
import type { InfraTables } from "./infra-tables.ts";
import { newId } from "./new-id.ts";
import { type Given, statement } from "./statement.ts";

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
  await putEvents(tx, {
    ids: events.map(() => newId("evt")),
    types: events.map(({ type }) => type),
    aggregates: events.map(({ aggregateId }) => aggregateId),
    places,
    payloads: events.map(({ payload }) => JSON.stringify(payload)),
    now,
  });
}

interface EventRow {
  id: string;
  type: string;
  aggregate_id: string;
  place: number;
  payload: string;
}
type Texts = readonly string[];
type Events = Given<{
  ids: Texts;
  types: Texts;
  aggregates: Texts;
  places: readonly number[];
  payloads: Texts;
  now: Date;
}>;

const putEvents = statement((own: Kysely<InfraTables>, { ids, types, aggregates, places, payloads, now }: Events) => {
  const given = sql<EventRow>`unnest(${ids}::text[], ${types}::text[], ${aggregates}::text[], ${places}::int[],
    ${payloads}::jsonb[])`.as<"g">(sql`g(id, type, aggregate_id, place, payload)`);
  return own
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
    );
});
