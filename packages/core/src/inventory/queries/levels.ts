import { type Kysely, sql } from "kysely";
import { DomainError } from "../../kernel/errors.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { anyOf, type Ids, type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import type { InventoryTables } from "../tables.ts";
import type { InventoryErrorCode } from "../error-codes.ts";

export const inventory = (db: Db<"tenant">): Kysely<InventoryTables> => db.tables<InventoryTables>();

/** The location that every shop has from its first day. */
export const mainLocation = "loc_00000000000000000000000000";

/** A variant's stock over all locations. */
export interface Availability {
  readonly variantId: string;
  readonly tracked: boolean;
  readonly backorder: boolean;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

/** Whether `quantity` pieces can be promised, and the most that can; null when there is no limit. */
export function mostOf(stock: Availability | undefined): number | null {
  if (stock === undefined) return 0;
  return !stock.tracked || stock.backorder ? null : Math.max(0, stock.available);
}

/** Stock of many variants in one statement; a variant without any level is missing from the answer. */
export async function availability(
  db: Db<"tenant">,
  variantIds: readonly string[],
): Promise<Map<string, Availability>> {
  return variantIds.length === 0 ? new Map() : readPart(db, availabilityPart(variantIds));
}

const levels = piece((tables: Kysely<InventoryTables>, { ids }: Given<{ ids: readonly string[] }>) =>
  tables
    .selectFrom("stock_levels")
    .select((eb) => [
      "variant_id",
      eb.fn.agg<boolean>("bool_and", ["tracked"]).as("tracked"),
      eb.fn.agg<boolean>("bool_or", ["backorder"]).as("backorder"),
      eb.fn.sum<number>("on_hand").as("on_hand"),
      eb.fn.sum<number>("reserved").as("reserved"),
    ])
    .where("variant_id", "=", anyOf(ids))
    .groupBy("variant_id"),
);

/** The same, to be read with others. */
export function availabilityPart(variantIds: Ids): Part<Map<string, Availability>> {
  return part(
    levels({ ids: variantIds }),
    (rows) =>
      new Map(
        rows.map((row) => [
          row.variant_id,
          {
            variantId: row.variant_id,
            tracked: row.tracked,
            backorder: row.backorder,
            onHand: row.on_hand,
            reserved: row.reserved,
            available: row.on_hand - row.reserved,
          },
        ]),
      ),
  );
}

const levelColumns = [
  "variant_id",
  "location_id",
  "tracked",
  "backorder",
  "on_hand",
  "reserved",
  "updated_at",
] as const;

/** One level, locked until the transaction ends. */
export function lockLevel(tx: Tx<"tenant">, variantId: string, locationId: string) {
  return inventory(tx)
    .selectFrom("stock_levels")
    .select(levelColumns)
    .where("variant_id", "=", variantId)
    .where("location_id", "=", locationId)
    .forUpdate()
    .executeTakeFirst();
}

/** Which of the variants' levels are tracked, as `variant location`, locked in the order of their ids. */
export async function trackedLevels(tx: Tx<"tenant">, variantIds: readonly string[]): Promise<Set<string>> {
  const rows = await inventory(tx)
    .selectFrom("stock_levels")
    .select(["variant_id", "location_id", "tracked"])
    .where("variant_id", "=", sql<string>`any(${[...variantIds]})`)
    .orderBy("variant_id")
    .orderBy("location_id")
    .forUpdate()
    .execute();
  return new Set(rows.filter((row) => row.tracked).map((row) => `${row.variant_id} ${row.location_id}`));
}

export async function locationName(db: Db<"tenant">, id: string): Promise<string | undefined> {
  const row = await inventory(db).selectFrom("stock_locations").select("name").where("id", "=", id).executeTakeFirst();
  return row?.name;
}

export interface ListLevels {
  readonly variantIds: readonly string[];
  readonly availableAtMost: number | null;
  readonly after: readonly [variantId: string, locationId: string] | null;
  readonly limit: number;
}

export function listLevels(db: Db<"tenant">, { variantIds, availableAtMost, after, limit }: ListLevels) {
  return inventory(db)
    .selectFrom("stock_levels as l")
    .innerJoin("stock_locations as p", "p.id", "l.location_id")
    .select([
      "l.variant_id",
      "l.location_id",
      "l.tracked",
      "l.backorder",
      "l.on_hand",
      "l.reserved",
      "l.updated_at",
      "p.name",
    ])
    .$if(variantIds.length > 0, (query) => query.where("l.variant_id", "=", sql<string>`any(${[...variantIds]})`))
    .$if(availableAtMost !== null, (query) =>
      query.where((eb) => eb(eb("l.on_hand", "-", eb.ref("l.reserved")), "<=", availableAtMost ?? 0)),
    )
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple("l.variant_id", "l.location_id"), ">", eb.tuple(after?.[0] ?? "", after?.[1] ?? "")),
      ),
    )
    .orderBy("l.variant_id")
    .orderBy("l.location_id")
    .limit(limit)
    .execute();
}

/** How a variant's stock is kept. Undefined leaves it as it is. */
export interface StockPolicy {
  readonly variantId: string;
  readonly tracked?: boolean | undefined;
  readonly backorder?: boolean | undefined;
}

/**
 * Gives each variant its level at the main location, and all its levels the policy. New levels are tracked,
 * without back-orders and empty.
 */
export async function writePolicies(tx: Tx<"tenant">, policies: readonly StockPolicy[], now: Date): Promise<void> {
  if (policies.length === 0) return;
  await inventory(tx)
    .insertInto("stock_levels")
    .values(
      policies.map(({ variantId, tracked, backorder }) => ({
        variant_id: variantId,
        location_id: mainLocation,
        tracked: tracked ?? true,
        backorder: backorder ?? false,
        on_hand: 0,
        reserved: 0,
        updated_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(["variant_id", "location_id"]).doNothing())
    .execute();
  const given = policies.filter(({ tracked, backorder }) => tracked !== undefined || backorder !== undefined);
  if (given.length === 0) return;
  await inventory(tx)
    .updateTable("stock_levels as l")
    .from(
      sql<{
        id: string;
        tracked: boolean | null;
        backorder: boolean | null;
      }>`unnest(${given.map((p) => p.variantId)}::text[],
        ${given.map((p) => p.tracked ?? null)}::boolean[], ${given.map((p) => p.backorder ?? null)}::boolean[])`.as<"g">(
        sql`g(id, tracked, backorder)`,
      ),
    )
    .set((eb) => ({
      tracked: eb.fn.coalesce("g.tracked", "l.tracked"),
      backorder: eb.fn.coalesce("g.backorder", "l.backorder"),
      updated_at: now,
    }))
    .whereRef("l.variant_id", "=", "g.id")
    .where((eb) =>
      eb.or([
        eb(eb.fn.coalesce("g.tracked", "l.tracked"), "!=", eb.ref("l.tracked")),
        eb(eb.fn.coalesce("g.backorder", "l.backorder"), "!=", eb.ref("l.backorder")),
      ]),
    )
    .execute();
}

/** The refusal when a change would leave less on the shelf than is promised. */
export function belowReserved(cause: unknown): DomainError {
  return new DomainError<InventoryErrorCode>("conflict", "inventory.below_reserved", {}, { cause });
}
