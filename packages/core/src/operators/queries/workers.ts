import { addSeconds } from "../../kernel/time.ts";
import type { Db } from "../../platform/db.ts";
import type { OperatorRegionTables } from "../tables.ts";

const tables = (db: Db<"region">) => db.tables<OperatorRegionTables>();
/** Who has been silent so long is forgotten: it was killed, and another is in its place. */
const forgottenAfterSeconds = 24 * 3600;

export interface QueueFigures {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

export interface WorkerRow extends QueueFigures {
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly newestStep: string;
}

export async function upsertWorker(
  db: Db<"region">,
  worker: QueueFigures & { readonly id: string; readonly startedAt: Date; readonly newestStep: string },
  now: Date,
): Promise<void> {
  const { id, startedAt, newestStep, waiting, active, delayed, failed } = worker;
  const told = { seen_at: now, newest_step: newestStep, waiting, active, delayed, failed };
  await tables(db)
    .insertInto("workers")
    .values({ id, started_at: startedAt, ...told })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(told))
    .execute();
  await tables(db).deleteFrom("workers").where("seen_at", "<", addSeconds(now, -forgottenAfterSeconds)).execute();
}

export async function deleteWorker(db: Db<"region">, id: string): Promise<void> {
  await tables(db).deleteFrom("workers").where("id", "=", id).execute();
}

/** The workers of the region that told of themselves in the last day, the newest word first. */
export async function knownWorkers(db: Db<"region">): Promise<WorkerRow[]> {
  const rows = await tables(db)
    .selectFrom("workers")
    .select(["started_at", "seen_at", "newest_step", "waiting", "active", "delayed", "failed"])
    .orderBy("seen_at", "desc")
    .limit(20)
    .execute();
  return rows.map(({ started_at, seen_at, newest_step, ...figures }) => ({
    startedAt: started_at,
    seenAt: seen_at,
    newestStep: newest_step,
    ...figures,
  }));
}
