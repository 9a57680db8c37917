import type { Db, Tx } from "../../platform/db.ts";
import type { StaffTables } from "../tables.ts";

const tables = (db: Db<"control">) => db.tables<StaffTables>();

export interface SecondFactor {
  readonly sealedSecret: string;
  readonly confirmedAt: Date | null;
}

export async function factorOf(db: Db<"control">, userId: string): Promise<SecondFactor | undefined> {
  const row = await tables(db)
    .selectFrom("second_factors")
    .select(["sealed_secret", "confirmed_at"])
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row === undefined ? undefined : { sealedSecret: row.sealed_secret, confirmedAt: row.confirmed_at };
}

/** Enters a secret that waits for its first code; of callers that come at once, the first one's stays. */
export async function insertFactor(tx: Tx<"control">, userId: string, sealed: string, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("second_factors")
    .values({ user_id: userId, sealed_secret: sealed, confirmed_at: null, last_step: 0, created_at: now })
    .onConflict((conflict) => conflict.column("user_id").doNothing())
    .execute();
}

/** From now on the factor is asked for; false when it was already, or was never begun. */
export async function confirmFactor(tx: Tx<"control">, userId: string, step: number, now: Date): Promise<boolean> {
  const row = await tables(tx)
    .updateTable("second_factors")
    .set({ confirmed_at: now, last_step: step })
    .where("user_id", "=", userId)
    .where("confirmed_at", "is", null)
    .returning("user_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses a step's code up: each is good once, and none before it either (RFC 6238 §5.2). */
export async function useStep(tx: Tx<"control">, userId: string, step: number): Promise<boolean> {
  const row = await tables(tx)
    .updateTable("second_factors")
    .set({ last_step: step })
    .where("user_id", "=", userId)
    .where("confirmed_at", "is not", null)
    .where("last_step", "<", step)
    .returning("user_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes the factor away with its recovery codes; false when there was none. */
export async function deleteFactor(tx: Tx<"control">, userId: string): Promise<boolean> {
  const row = await tables(tx)
    .deleteFrom("second_factors")
    .where("user_id", "=", userId)
    .returning("user_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Of these people, those whose factor is asked for. */
export async function withFactor(db: Db<"control">, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await tables(db)
    .selectFrom("second_factors")
    .select("user_id")
    .where("user_id", "in", userIds)
    .where("confirmed_at", "is not", null)
    .execute();
  return new Set(rows.map((row) => row.user_id));
}

/** Replaces all recovery codes; the factor's row is locked, so that two callers do not leave both their codes. */
export async function replaceRecoveryCodes(
  tx: Tx<"control">,
  userId: string,
  hashes: readonly string[],
): Promise<boolean> {
  const factor = await tables(tx)
    .selectFrom("second_factors")
    .select("user_id")
    .where("user_id", "=", userId)
    .where("confirmed_at", "is not", null)
    .forUpdate()
    .executeTakeFirst();
  if (factor === undefined) return false;
  await tables(tx).deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
  await tables(tx)
    .insertInto("recovery_codes")
    .values(hashes.map((hash) => ({ user_id: userId, hash })))
    .execute();
  return true;
}

/** Uses a recovery code up: of callers that come at once, one gets in. */
export async function takeRecoveryCode(tx: Tx<"control">, userId: string, hash: string): Promise<boolean> {
  const row = await tables(tx)
    .deleteFrom("recovery_codes")
    .where("user_id", "=", userId)
    .where("hash", "=", hash)
    .returning("hash")
    .executeTakeFirst();
  return row !== undefined;
}

export async function countRecoveryCodes(db: Db<"control">, userId: string): Promise<number> {
  const row = await tables(db)
    .selectFrom("recovery_codes")
    .select((eb) => eb.fn.countAll<number>().as("left"))
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  return Number(row.left);
}

/** Of these shops, those that let nobody in without a second factor. */
export async function shopsWantingFactor(
  db: Db<"control">,
  tenantIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (tenantIds.length === 0) return new Set();
  const rows = await tables(db)
    .selectFrom("second_factor_policies")
    .select("tenant_id")
    .where("tenant_id", "in", tenantIds)
    .execute();
  return new Set(rows.map((row) => row.tenant_id));
}

export async function wantFactor(tx: Tx<"control">, tenantId: string, required: boolean, now: Date): Promise<void> {
  if (!required) {
    await tables(tx).deleteFrom("second_factor_policies").where("tenant_id", "=", tenantId).execute();
    return;
  }
  await tables(tx)
    .insertInto("second_factor_policies")
    .values({ tenant_id: tenantId, since: now })
    .onConflict((conflict) => conflict.column("tenant_id").doNothing())
    .execute();
}
