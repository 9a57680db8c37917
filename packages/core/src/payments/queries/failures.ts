import type { Db } from "../../platform/db.ts";
import type { PaymentsTables } from "../tables.ts";

/** How many refunds failed since a moment. */
export async function countFailedRefunds(db: Db<"tenant">, since: Date): Promise<number> {
  const row = await db
    .tables<PaymentsTables>()
    .selectFrom("refunds")
    .select((eb) => eb.fn.countAll<number>().as("refunds"))
    .where("state", "=", "failed")
    .where("created_at", ">=", since)
    .executeTakeFirstOrThrow();
  return Number(row.refunds);
}
