import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { ApiKeyKind } from "../schemas.ts";
import type { TenantsTables } from "../tables.ts";

/** A key as the shop's own schema keeps it. */
export interface KeyRow {
  readonly id: Id<"key">;
  readonly kind: ApiKeyKind;
  readonly name: string;
  readonly last4: string;
  readonly hash: string;
  readonly allowedOrigins: readonly string[];
  /** Where its sales come from. */
  readonly channel: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = [
  "id",
  "kind",
  "name",
  "last4",
  "hash",
  "allowed_origins",
  "channel",
  "version",
  "created_at",
  "expires_at",
  "revoked_at",
] as const;
type Row = Omit<TenantsTables["api_keys"], "allowed_origins"> & { allowed_origins: string[] };

const tables = (db: Db<"tenant">) => db.tables<TenantsTables>();

const toKey = (row: Row): KeyRow => ({
  id: row.id as Id<"key">,
  kind: row.kind,
  name: row.name,
  last4: row.last4,
  hash: row.hash,
  allowedOrigins: row.allowed_origins,
  channel: row.channel,
  version: row.version,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
});

export async function allKeys(db: Db<"tenant">): Promise<KeyRow[]> {
  const rows = await tables(db).selectFrom("api_keys").select(columns).orderBy("id", "desc").limit(500).execute();
  return rows.map(toKey);
}

export async function keysByIds(db: Db<"tenant">, ids: readonly string[]): Promise<KeyRow[]> {
  const rows = await tables(db).selectFrom("api_keys").select(columns).where("id", "in", ids).execute();
  return rows.map(toKey);
}

export async function keyById(db: Db<"tenant">, id: string): Promise<KeyRow> {
  const row = await tables(db).selectFrom("api_keys").select(columns).where("id", "=", id).executeTakeFirstOrThrow();
  return toKey(row);
}

/** The key, locked for the rest of the transaction. */
export async function lockKey(tx: Tx<"tenant">, id: string): Promise<KeyRow | undefined> {
  const row = await tables(tx)
    .selectFrom("api_keys")
    .select(columns)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : toKey(row);
}

export async function countLiveKeys(db: Db<"tenant">, now: Date): Promise<number> {
  const row = await tables(db)
    .selectFrom("api_keys")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("revoked_at", "is", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function insertKey(tx: Tx<"tenant">, key: KeyRow): Promise<void> {
  await tables(tx)
    .insertInto("api_keys")
    .values({
      id: key.id,
      kind: key.kind,
      name: key.name,
      last4: key.last4,
      hash: key.hash,
      allowed_origins: JSON.stringify(key.allowedOrigins),
      channel: key.channel,
      version: key.version,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
      revoked_at: key.revokedAt,
    })
    .execute();
}

/** Writes what may change of a key under its next version. */
export async function saveKey(tx: Tx<"tenant">, key: KeyRow): Promise<KeyRow> {
  const row = await tables(tx)
    .updateTable("api_keys")
    .set({
      name: key.name,
      allowed_origins: JSON.stringify(key.allowedOrigins),
      channel: key.channel,
      version: key.version + 1,
      expires_at: key.expiresAt,
      revoked_at: key.revokedAt,
    })
    .where("id", "=", key.id)
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toKey(row);
}
