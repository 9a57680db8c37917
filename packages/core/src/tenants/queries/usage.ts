import type { Db } from "../../platform/db.ts";
import { infra } from "../../platform/infra-tables.ts";

/** Jobs of a tenant that are under way, and those that wait for it. */
export async function countJobs(db: Db<"tenant">): Promise<{ admitted: number; queued: number }> {
  const rows = await infra(db)
    .selectFrom("jobs")
    .select((eb) => ["state", eb.fn.countAll<number>().as("jobs")])
    .where("state", "in", ["queued", "admitted"])
    .groupBy("state")
    .execute();
  const of = (state: string): number => Number(rows.find((row) => row.state === state)?.jobs ?? 0);
  return { admitted: of("admitted"), queued: of("queued") };
}
