import { addSeconds } from "../../kernel/time.ts";
import type { Db } from "../../platform/db.ts";
import type { StaffTables } from "../tables.ts";

/** Adds one to a counter that begins anew when its window has passed; answers what it says now. */
export async function countHit(
  db: Db<"control">,
  key: string,
  seconds: number,
  now: Date,
): Promise<{ hits: number; resetsAt: Date }> {
  const row = await db
    .tables<StaffTables>()
    .insertInto("rate_limits")
    .values({ key, hits: 1, resets_at: addSeconds(now, seconds) })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet((eb) => ({
        hits: eb
          .case()
          .when("rate_limits.resets_at", "<=", now)
          .then(1)
          .else(eb("rate_limits.hits", "+", 1))
          .end(),
        resets_at: eb
          .case()
          .when("rate_limits.resets_at", "<=", now)
          .then(eb.ref("excluded.resets_at"))
          .else(eb.ref("rate_limits.resets_at"))
          .end(),
      })),
    )
    .returning(["hits", "resets_at"])
    .executeTakeFirstOrThrow();
  return { hits: row.hits, resetsAt: row.resets_at };
}

export async function dropHits(db: Db<"control">, keys: readonly string[]): Promise<void> {
  await db.tables<StaffTables>().deleteFrom("rate_limits").where("key", "in", keys).execute();
}
