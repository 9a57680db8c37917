import type { Kysely } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { DomainsControlTables } from "../tables.ts";

const tables = (db: Db<"control">): Kysely<DomainsControlTables> => db.tables<DomainsControlTables>();

/**
 * Makes the host the tenant's unless it is another's; of tenants that prove it at once, exactly one gets it. Answers
 * whose it is.
 */
export async function claimHost(tx: Tx<"control">, host: string, tenantId: string, now: Date): Promise<string> {
  await tables(tx)
    .insertInto("domains")
    .values({ host, tenant_id: tenantId, proved_at: now })
    .onConflict((conflict) => conflict.column("host").doNothing())
    .execute();
  const row = await tables(tx)
    .selectFrom("domains")
    .select("tenant_id")
    .where("host", "=", host)
    .executeTakeFirstOrThrow();
  return row.tenant_id;
}

/** Takes a host over from an owner that is no more; false when somebody else did at once. */
export async function takeHostOver(
  tx: Tx<"control">,
  host: string,
  from: string,
  tenantId: string,
  now: Date,
): Promise<boolean> {
  const row = await tables(tx)
    .updateTable("domains")
    .set({ tenant_id: tenantId, proved_at: now })
    .where("host", "=", host)
    .where("tenant_id", "=", from)
    .returning("host")
    .executeTakeFirst();
  return row !== undefined;
}

/** Frees the host if it is the tenant's. */
export async function releaseHost(tx: Tx<"control">, host: string, tenantId: string): Promise<void> {
  await tables(tx).deleteFrom("domains").where("host", "=", host).where("tenant_id", "=", tenantId).execute();
}
