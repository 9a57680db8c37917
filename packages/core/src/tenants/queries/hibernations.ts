import { addSeconds } from "../../kernel/time.ts";
import { type Db, transaction, type Tx } from "../../platform/db.ts";
import type { DueTables } from "../../platform/due.ts";
import { wakesFor } from "../rules/rest.ts";
import type { Hibernate } from "../rest-schemas.ts";
import type { PackedDump, RegionTables } from "../region-tables.ts";
import { hasRoom, passGate } from "./cells.ts";
import type { SchemaPlace } from "./spares.ts";

const tables = (db: Db<"region">) => db.tables<RegionTables & DueTables>();

/** A worker's turn at one shop's rest. */
export interface Turn {
  readonly tenantId: string;
  readonly state: RegionTables["hibernations"]["state"];
  readonly token: string;
  readonly wantedAt: Date | null;
  readonly dump: PackedDump | null;
  readonly sealedKey: string | null;
  /** What an earlier turn began to fill and left. */
  readonly left: SchemaPlace | null;
}

/**
 * Lets nobody in any more and writes down that the shop is to be packed away; false when it is closed, on another
 * plan, was visited, or has something to do. Work that is only announced would wake it again at once.
 */
export async function beginFalling(
  tx: Tx<"region">,
  { tenantId, plan, idleSince }: Hibernate,
  now: Date,
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set({ awake: false })
    .where("id", "=", tenantId)
    .where("awake", "=", true)
    .where("plan", "=", plan)
    .where("status", "in", ["active", "suspended"])
    .$if(idleSince !== null, (query) => query.where("seen_at", "<=", new Date(idleSince ?? 0)))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("due")
            .select("due.at")
            .whereRef("due.tenant_id", "=", "tenants.id")
            .where("due.kind", "in", wakesFor),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("shop_exports")
            .select("shop_exports.id")
            .whereRef("shop_exports.tenant_id", "=", "tenants.id")
            .where("shop_exports.state", "=", "waiting"),
        ),
      ),
    )
    // Its last rest is not tidied up yet.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("hibernations")
            .select("hibernations.state")
            .whereRef("hibernations.tenant_id", "=", "tenants.id"),
        ),
      ),
    )
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  const empty = { token: null, wanted_at: null, asleep_at: null, dump: null, sealed_key: null };
  await tables(tx)
    .insertInto("hibernations")
    .values({
      tenant_id: tenantId,
      state: "falling",
      lease_until: now,
      ...empty,
      building: null,
      building_cell: null,
    })
    .execute();
  return true;
}

export interface TurnWanted {
  readonly token: string;
  readonly leaseSeconds: number;
  /** The cell whose shops it is for; undefined for all. */
  readonly cell: string | undefined;
}

const turnColumns = ["tenant_id", "state", "wanted_at", "dump", "sealed_key", "building", "building_cell"] as const;

/**
 * Takes the turn at the shop that waits longest in one of these states, of one cell or of all, and keeps others away
 * until the lease ends.
 */
export async function leaseTurn(
  db: Db<"region">,
  what: "sleep" | "wake",
  { cell, token, leaseSeconds }: TurnWanted,
  now: Date,
): Promise<Turn | undefined> {
  const row = await tables(db)
    .updateTable("hibernations")
    .set((eb) => ({
      token,
      lease_until: addSeconds(now, leaseSeconds),
      state: eb
        .case()
        .when("state", "=", "asleep")
        .then("waking" as const)
        .else(eb.ref("state"))
        .end(),
    }))
    .where("tenant_id", "=", (eb) => {
      const waiting = eb
        .selectFrom("hibernations")
        .select("tenant_id")
        .where("lease_until", "<=", now)
        .$if(cell !== undefined, (query) =>
          query.where((own) =>
            own.exists(
              own
                .selectFrom("tenants")
                .select("tenants.id")
                .whereRef("tenants.id", "=", "hibernations.tenant_id")
                .where("tenants.cell", "=", cell ?? ""),
            ),
          ),
        )
        .limit(1)
        .forUpdate()
        .skipLocked();
      return what === "sleep"
        ? waiting.where("state", "in", ["falling", "woken"]).orderBy("lease_until")
        : waiting.where("state", "in", ["asleep", "waking"]).where("wanted_at", "is not", null).orderBy("wanted_at");
    })
    .returning(turnColumns)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { building, building_cell: where } = row;
  return {
    tenantId: row.tenant_id,
    state: row.state,
    token,
    wantedAt: row.wanted_at,
    dump: row.dump,
    sealedKey: row.sealed_key,
    left: building === null || where === null ? null : { cell: where, schema: building },
  };
}

const ofTurn = (tx: Db<"region">, { tenantId, token }: Pick<Turn, "tenantId" | "token">) =>
  tables(tx).updateTable("hibernations").where("tenant_id", "=", tenantId).where("token", "=", token);

/** Ends a turn that got nowhere; the next one comes at `at`. */
export async function putOffTurn(db: Db<"region">, turn: Turn, at: Date): Promise<void> {
  await ofTurn(db, turn).set({ lease_until: at }).execute();
}

/** Keeps what was packed, before anything is dropped; false when the shop is wanted, or the turn is another's. */
export async function keepDump(
  db: Db<"region">,
  turn: Turn,
  dump: PackedDump,
  sealedKey: string,
  now: Date,
): Promise<boolean> {
  const result = await ofTurn(db, turn)
    .where("state", "=", "falling")
    .where("wanted_at", "is", null)
    .set({ dump: JSON.stringify(dump), sealed_key: sealedKey, asleep_at: now })
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The schema is gone. What was known of its steps goes too: there is nothing to bring to a newer one. */
export async function fallAsleep(tx: Tx<"region">, turn: Turn, schema: string, now: Date): Promise<boolean> {
  const result = await ofTurn(tx, turn)
    .where("state", "=", "falling")
    .set({ state: "asleep", lease_until: now })
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  for (const table of ["schema_steps", "migration_failures"] as const)
    await tables(tx).deleteFrom(table).where("schema_name", "=", schema).execute();
  return true;
}

/** The schema was not dropped and shall stay. */
export async function stayAwake(tx: Tx<"region">, turn: Turn): Promise<boolean> {
  const gone = await tables(tx)
    .deleteFrom("hibernations")
    .where("tenant_id", "=", turn.tenantId)
    .where("token", "=", turn.token)
    .where("state", "=", "falling")
    .executeTakeFirst();
  if (gone.numDeletedRows !== 1n) return false;
  await tables(tx).updateTable("tenants").set({ awake: true }).where("id", "=", turn.tenantId).execute();
  return true;
}

/**
 * Writes down which schema will be filled, before it is made, while its cell has fewer shops than `most`: whoever finds
 * it left drops it. `lost` when the turn is another's.
 */
export async function noteBuilding(
  db: Db<"region">,
  turn: Turn,
  place: SchemaPlace,
  most: number | null,
): Promise<"noted" | "full" | "lost"> {
  return transaction(db, async (tx) => {
    await passGate(tx, place.cell);
    const result = await ofTurn(tx, turn)
      .where("state", "=", "waking")
      .$if(most !== null, (query) => query.where(hasRoom(tx, place.cell, most ?? 0)))
      .set({ building: place.schema, building_cell: place.cell })
      .executeTakeFirst();
    if (result.numUpdatedRows === 1n) return "noted";
    const own = await tables(tx)
      .selectFrom("hibernations")
      .select("tenant_id")
      .where("tenant_id", "=", turn.tenantId)
      .where("token", "=", turn.token)
      .where("state", "=", "waking")
      .executeTakeFirst();
    return own === undefined ? "lost" : "full";
  });
}

/** What was begun is dropped: nothing is left of it. */
export async function forgetBuilding(db: Db<"region">, turn: Turn): Promise<void> {
  await ofTurn(db, turn).where("state", "=", "waking").set({ building: null, building_cell: null }).execute();
}

/** The shop lives in its new schema from here on; false when the turn is another's, or the shop is being erased. */
export async function becomeAwake(tx: Tx<"region">, turn: Turn, place: SchemaPlace, now: Date): Promise<boolean> {
  const moved = await ofTurn(tx, turn)
    .where("state", "=", "waking")
    .set({ state: "woken", wanted_at: null, building: null, building_cell: null, lease_until: now })
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) return false;
  const opened = await tables(tx)
    .updateTable("tenants")
    .set({ awake: true, schema_name: place.schema, cell: place.cell, seen_at: now, roused_at: now })
    .where("id", "=", turn.tenantId)
    .where("status", "<>", "erasing")
    .executeTakeFirst();
  if (opened.numUpdatedRows !== 1n) return false;
  await tables(tx)
    .updateTable("due")
    .set({ at: now })
    .where("tenant_id", "=", turn.tenantId)
    .where("at", ">", now)
    .execute();
  return true;
}

const eraser = "erasure";

/**
 * Takes the turn for an erasure, which keeps it; what it finds there, null where the shop does not rest, `busy` while a
 * worker has its turn.
 */
export async function takeRest(
  db: Db<"region">,
  tenantId: string,
  now: Date,
  leaseSeconds: number,
): Promise<Rest | null | "busy"> {
  const taken = await tables(db)
    .updateTable("hibernations")
    .set({ token: eraser, lease_until: addSeconds(now, leaseSeconds) })
    .where("tenant_id", "=", tenantId)
    .where((eb) => eb.or([eb("lease_until", "<=", now), eb("token", "=", eraser)]))
    .executeTakeFirst();
  const rest = await restOf(db, tenantId);
  if (rest === undefined) return null;
  return taken.numUpdatedRows === 1n ? rest : "busy";
}

/** The packed file is gone as well: nothing is left of the rest. */
export async function forgetRest(db: Db<"region">, turn: Turn): Promise<void> {
  await tables(db)
    .deleteFrom("hibernations")
    .where("tenant_id", "=", turn.tenantId)
    .where("token", "=", turn.token)
    .where("state", "=", "woken")
    .execute();
}

export interface Rest {
  readonly state: RegionTables["hibernations"]["state"];
  readonly leaseUntil: Date;
  readonly asleepAt: Date | null;
  readonly dump: PackedDump | null;
  readonly left: SchemaPlace | null;
}

export async function restOf(db: Db<"region">, tenantId: string): Promise<Rest | undefined> {
  const row = await tables(db)
    .selectFrom("hibernations")
    .select(["state", "lease_until", "asleep_at", "dump", "building", "building_cell"])
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { state, lease_until, asleep_at, dump, building, building_cell: cell } = row;
  const left = building === null || cell === null ? null : { cell, schema: building };
  return { state, leaseUntil: lease_until, asleepAt: asleep_at, dump, left };
}

/** How many shops are in which state of rest. */
export async function restFigures(db: Db<"region">): Promise<Map<Rest["state"], number>> {
  const rows = await tables(db)
    .selectFrom("hibernations")
    .select((eb) => ["state", eb.fn.countAll<number>().as("shops")])
    .groupBy("state")
    .execute();
  return new Map(rows.map(({ state, shops }) => [state, Number(shops)]));
}

/** Shops that rest, that are back and untouched since, or to which nobody has come since, by their ids. */
export async function restingAfter(db: Db<"region">, idleSince: Date, after: string, limit: number) {
  return tables(db)
    .selectFrom("tenants")
    .leftJoin("hibernations", "hibernations.tenant_id", "tenants.id")
    .select(["tenants.id", "tenants.seen_at", "tenants.roused_at", "tenants.cell", "tenants.schema_name"])
    .select(["tenants.awake", "hibernations.state", "hibernations.asleep_at"])
    .where("tenants.id", ">", after)
    .where((eb) =>
      eb.or([
        eb("tenants.seen_at", "<=", idleSince),
        eb("tenants.awake", "=", false),
        eb("tenants.roused_at", "is not", null),
      ]),
    )
    .orderBy("tenants.id")
    .limit(limit)
    .execute();
}
