import type { Db } from "../../platform/db.ts";
import type { DueTables } from "../../platform/due.ts";

export interface Backlog {
  readonly kind: string;
  readonly tenants: number;
  readonly oldestAt: Date;
}

/** Tenants whose work is due, by its kind. */
export async function backlog(db: Db<"region">, now: Date): Promise<Backlog[]> {
  const rows = await db
    .tables<DueTables>()
    .selectFrom("due")
    .select((eb) => ["kind", eb.fn.countAll<number>().as("tenants"), eb.fn.min("at").as("oldest_at")])
    .where("at", "<=", now)
    .groupBy("kind")
    .orderBy("kind")
    .execute();
  return rows.map((row) => ({ kind: row.kind, tenants: Number(row.tenants), oldestAt: row.oldest_at }));
}
