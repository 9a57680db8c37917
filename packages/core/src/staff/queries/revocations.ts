import type { Db, Tx } from "../../platform/db.ts";
import type { StaffRegionTables, StaffTables } from "../tables.ts";

export interface Revocation {
  readonly tenantId: string;
  readonly userId: string;
  /** Tokens issued until then are no longer good. */
  readonly at: Date;
}

const control = (db: Db<"control">) => db.tables<StaffTables>();
const region = (db: Db<"region">) => db.tables<StaffRegionTables>();

export async function insertRevocations(
  tx: Tx<"control">,
  userId: string,
  tenantIds: readonly string[],
  at: Date,
): Promise<void> {
  if (tenantIds.length === 0) return;
  await control(tx)
    .insertInto("token_revocations")
    .values(tenantIds.map((tenantId) => ({ tenant_id: tenantId, user_id: userId, at, pushed: false })))
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "user_id"]).doUpdateSet((eb) => ({ at: eb.ref("excluded.at"), pushed: false })),
    )
    .execute();
}

/** Revocations that regions have not heard of, oldest first. */
export async function unpushedRevocations(db: Db<"control">, limit: number): Promise<Revocation[]> {
  const rows = await control(db)
    .selectFrom("token_revocations")
    .select(["tenant_id", "user_id", "at"])
    .where("pushed", "=", false)
    .orderBy("at")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ tenantId: row.tenant_id, userId: row.user_id, at: row.at }));
}

/** A revocation that was renewed meanwhile stays to be pushed. */
export async function markPushed(db: Db<"control">, { tenantId, userId, at }: Revocation): Promise<void> {
  await control(db)
    .updateTable("token_revocations")
    .set({ pushed: true })
    .where("tenant_id", "=", tenantId)
    .where("user_id", "=", userId)
    .where("at", "=", at)
    .execute();
}

export async function applyRevocations(tx: Tx<"region">, revocations: readonly Revocation[]): Promise<void> {
  if (revocations.length === 0) return;
  await region(tx)
    .insertInto("token_revocations")
    .values(revocations.map(({ tenantId, userId, at }) => ({ tenant_id: tenantId, user_id: userId, at })))
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "user_id"]).doUpdateSet((eb) => ({
        at: eb.fn("greatest", [eb.ref("token_revocations.at"), eb.ref("excluded.at")]),
      })),
    )
    .execute();
}

/** What the region knows against a token: until when the person's were revoked, and the newest that was shown here. */
export async function knownOfTokens(
  db: Db<"region">,
  tenantId: string,
  userId: string,
): Promise<{ readonly revokedAt: Date | null; readonly newestAt: Date | null }> {
  const { revoked_at: revokedAt, newest_at: newestAt } = await region(db)
    .selectNoFrom((eb) => [
      eb
        .selectFrom("token_revocations")
        .select("at")
        .where("tenant_id", "=", tenantId)
        .where("user_id", "=", userId)
        .as("revoked_at"),
      eb.selectFrom("newest_token").select("issued_at").as("newest_at"),
    ])
    .executeTakeFirstOrThrow();
  return { revokedAt, newestAt };
}

/** Notes that somebody was given a token then. */
export async function noteIssued(db: Db<"region">, issuedAt: Date): Promise<void> {
  await region(db)
    .insertInto("newest_token")
    .values({ id: 1, issued_at: issuedAt })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet((eb) => ({ issued_at: eb.ref("excluded.issued_at") }))
        .whereRef("newest_token.issued_at", "<", "excluded.issued_at"),
    )
    .execute();
}

/** Drops what no token can still be older than. */
export async function forgetRevocations(db: Db<"region">, before: Date): Promise<void> {
  await region(db).deleteFrom("token_revocations").where("at", "<", before).execute();
}
