import type { Kysely, Selectable } from "kysely";
import type { Id } from "../../kernel/ids.ts";
import { toInstant } from "../../kernel/time.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, type Piece, piece } from "../../platform/statement.ts";
import { carrierName, trackingUrl } from "../../kernel/carriers.ts";
import type { Fulfilment, FulfilmentState } from "../schemas.ts";
import type { FulfilmentTables, StoredPieces } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<FulfilmentTables> => db.tables<FulfilmentTables>();

const columns = [
  "id",
  "state",
  "lines",
  "carrier",
  "tracking_number",
  "tracking_url",
  "version",
  "shipped_at",
  "delivered_at",
  "cancelled_at",
] as const;

type Stored = Pick<Selectable<FulfilmentTables["fulfilments"]>, (typeof columns)[number]>;
type Moment = "shipped_at" | "delivered_at" | "cancelled_at";
type Row = Omit<Stored, Moment> & { readonly [K in Moment]: string | Stored[K] };

function toFulfilment(row: Row): Fulfilment {
  const { carrier, tracking_number: trackingNumber, tracking_url: ownUrl } = row;
  return {
    id: row.id as Id<"ful">,
    state: row.state,
    lines: row.lines.map(({ orderLineId, quantity }) => ({ orderLineId: orderLineId as Id<"oln">, quantity })),
    carrier,
    carrierName: carrier === null ? null : carrierName(carrier),
    trackingNumber,
    trackingUrl: trackingUrl({ carrier, trackingNumber, ownUrl }),
    version: row.version,
    shippedAt: toInstant(new Date(row.shipped_at)),
    deliveredAt: row.delivered_at === null ? null : toInstant(new Date(row.delivered_at)),
    cancelledAt: row.cancelled_at === null ? null : toInstant(new Date(row.cancelled_at)),
  };
}

/** An order's parcels, the oldest first. */
export function fulfilmentsOf(db: Db<"tenant">, orderId: string): Promise<Fulfilment[]> {
  return readPart(db, fulfilmentsPart(orderId));
}

/** The same, to be read with the order. */
export function fulfilmentsPart(orderId: string | Piece<string | null>): Part<Fulfilment[]> {
  return part(ofOrder({ orderId }), (rows) => rows.map(toFulfilment));
}

const ofOrder = piece((own: Kysely<FulfilmentTables>, { orderId }: Given<{ orderId: string | null }>) =>
  own.selectFrom("fulfilments").select(columns).where("order_id", "=", orderId).orderBy("id"),
);

/** Which order a parcel belongs to. */
export async function orderOfFulfilment(db: Db<"tenant">, id: string): Promise<string | undefined> {
  const row = await tables(db).selectFrom("fulfilments").select("order_id").where("id", "=", id).executeTakeFirst();
  return row?.order_id;
}

export interface NewFulfilment {
  readonly id: Id<"ful">;
  readonly orderId: string;
  readonly lines: readonly StoredPieces[];
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
}

export async function insertFulfilment(tx: Tx<"tenant">, fulfilment: NewFulfilment, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("fulfilments")
    .values({
      id: fulfilment.id,
      order_id: fulfilment.orderId,
      state: "shipped",
      lines: JSON.stringify(fulfilment.lines),
      carrier: fulfilment.carrier,
      tracking_number: fulfilment.trackingNumber,
      tracking_url: fulfilment.trackingUrl,
      version: 1,
      shipped_at: now,
      delivered_at: null,
      cancelled_at: null,
      updated_at: now,
    })
    .execute();
}

export interface FulfilmentChange {
  readonly state?: Exclude<FulfilmentState, "shipped">;
  readonly tracking?: Pick<NewFulfilment, "carrier" | "trackingNumber" | "trackingUrl">;
}

function columnsOf({ state, tracking }: FulfilmentChange, now: Date) {
  return {
    updated_at: now,
    ...(state === undefined ? {} : { state }),
    ...(state === "delivered" ? { delivered_at: now } : {}),
    ...(state === "cancelled" ? { cancelled_at: now } : {}),
    ...(tracking === undefined
      ? {}
      : {
          carrier: tracking.carrier,
          tracking_number: tracking.trackingNumber,
          tracking_url: tracking.trackingUrl,
        }),
  };
}

/** Changes a parcel that has this version and is in one of the states; undefined when there is none. */
export async function changeFulfilment(
  tx: Tx<"tenant">,
  { id, version, from }: { readonly id: string; readonly version: number; readonly from: readonly FulfilmentState[] },
  change: FulfilmentChange,
  now: Date,
): Promise<Fulfilment | undefined> {
  const row = await tables(tx)
    .updateTable("fulfilments")
    .set({ ...columnsOf(change, now), version: version + 1 })
    .where("id", "=", id)
    .where("version", "=", version)
    .where("state", "in", from)
    .returning(columns)
    .executeTakeFirst();
  return row && toFulfilment(row);
}
