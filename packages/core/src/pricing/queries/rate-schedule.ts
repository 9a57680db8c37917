import type { Kysely, Updateable } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { PricingTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<PricingTables> => db.tables<PricingTables>();

export interface StoredSchedule {
  readonly enabled: boolean;
  readonly nextAt: Date | null;
  readonly lastDay: string | null;
  readonly lastTriedAt: Date | null;
  readonly failures: number;
}

const off: StoredSchedule = { enabled: false, nextAt: null, lastDay: null, lastTriedAt: null, failures: 0 };

/** How a shop gets its rates; off until somebody switches it on. */
export async function selectSchedule(db: Db<"tenant">): Promise<StoredSchedule> {
  const row = await tables(db)
    .selectFrom("rate_schedule")
    .select(["enabled", "next_at", "last_day", "last_tried_at", "failures"])
    .executeTakeFirst();
  if (row === undefined) return off;
  return {
    enabled: row.enabled,
    nextAt: row.next_at,
    lastDay: row.last_day,
    lastTriedAt: row.last_tried_at,
    failures: row.failures,
  };
}

export async function switchSchedule(tx: Tx<"tenant">, enabled: boolean, nextAt: Date | null): Promise<void> {
  await tables(tx)
    .insertInto("rate_schedule")
    .values({ enabled, next_at: nextAt, last_day: null, last_tried_at: null, failures: 0 })
    .onConflict((conflict) =>
      conflict.constraint("rate_schedule_pkey").doUpdateSet({ enabled, next_at: nextAt, failures: 0 }),
    )
    .execute();
}

/** Notes a try. A schedule that was switched off meanwhile stays off. */
export async function noteTry(
  tx: Tx<"tenant">,
  change: Updateable<Pick<PricingTables["rate_schedule"], "next_at" | "last_day" | "last_tried_at" | "failures">>,
): Promise<void> {
  await tables(tx).updateTable("rate_schedule").set(change).where("enabled", "=", true).execute();
}
