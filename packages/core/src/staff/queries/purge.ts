import type { Db } from "../../platform/db.ts";
import { infra } from "../../platform/infra-tables.ts";
import type { StaffTables } from "../tables.ts";

/** Deletes what has run out: sessions, links, invitations, counters, keys, told revocations, old failed mails. */
export async function purgeExpired(db: Db<"control">, now: Date, keepFrom: Date): Promise<number> {
  const tables = db.tables<StaffTables>();
  const results = [
    await infra(db).deleteFrom("idempotency_keys").where("expires_at", "<=", now).executeTakeFirst(),
    await tables.deleteFrom("sessions").where("expires_at", "<=", now).executeTakeFirst(),
    await tables.deleteFrom("tokens").where("expires_at", "<=", now).executeTakeFirst(),
    await tables.deleteFrom("invitations").where("expires_at", "<=", now).executeTakeFirst(),
    await tables.deleteFrom("rate_limits").where("resets_at", "<=", now).executeTakeFirst(),
    await tables
      .deleteFrom("token_revocations")
      .where("pushed", "=", true)
      .where("at", "<=", keepFrom)
      .executeTakeFirst(),
    await tables
      .deleteFrom("queued_mails")
      .where("state", "=", "failed")
      .where("created_at", "<=", keepFrom)
      .executeTakeFirst(),
  ];
  return results.reduce((sum, result) => sum + Number(result.numDeletedRows), 0);
}
