import { randomBytes } from "node:crypto";
import { DomainError } from "../kernel/errors.ts";
import { type KeyDb, keyTables } from "./data-key-tables.ts";
import { isTx, transaction, type Tx } from "./db.ts";
import type { MasterKeys } from "./master-keys.ts";
import { newId } from "./new-id.ts";

/** A data key as it is kept: wrapped. */
export interface WrappedKey {
  readonly id: string;
  readonly ownerId: string;
  readonly wrapped: string;
  readonly masterKeyId: string;
  readonly state: "current" | "previous";
}

const columns = ["id", "owner_id", "wrapped", "master_key_id", "state"] as const;

function toWrapped(row: {
  id: string;
  owner_id: string;
  wrapped: string;
  master_key_id: string;
  state: "current" | "previous";
}): WrappedKey {
  const { id, wrapped, state } = row;
  return { id, ownerId: row.owner_id, wrapped, masterKeyId: row.master_key_id, state };
}

/** What a wrapped data key is bound to: it unwraps as this key of this owner alone. */
export const bindingOf = (key: Pick<WrappedKey, "id" | "ownerId">): string =>
  JSON.stringify(["meridian/data-key/v1", key.ownerId, key.id]);

/** A key with the moment since when others may know of it. */
export interface DatedKey extends WrappedKey {
  readonly createdAt: Date;
}

/** The owner's keys, the current one first, the others from the newest on. */
export async function keysOfOwner(db: KeyDb, ownerId: string): Promise<DatedKey[]> {
  const rows = await keyTables(db)
    .selectFrom("data_keys")
    .select(columns)
    .select("created_at")
    .where("owner_id", "=", ownerId)
    .orderBy("state")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({ ...toWrapped(row), createdAt: row.created_at }));
}

/** Keys that are wrapped by another master key than this one. */
export async function keysNotUnder(db: KeyDb, masterKeyId: string, limit: number): Promise<WrappedKey[]> {
  const rows = await keyTables(db)
    .selectFrom("data_keys")
    .select(columns)
    .where("master_key_id", "<>", masterKeyId)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toWrapped);
}

/**
 * Holds the master key's row against its retirement until the transaction ends. A retired key wraps nothing any more:
 * a process that still has it as its current one is behind.
 */
async function holdMasterKey(tx: Tx<"control" | "region">, id: string, now: Date): Promise<void> {
  await keyTables(tx)
    .insertInto("master_keys")
    .values({ id, state: "active", created_at: now, retired_at: null })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  const held = await keyTables(tx)
    .selectFrom("master_keys")
    .select("state")
    .where("id", "=", id)
    .forShare()
    .executeTakeFirstOrThrow();
  if (held.state === "active") return;
  const cause = new Error(`the master key ${id} is retired and wraps nothing any more`);
  throw new DomainError("unavailable", "platform.key_missing", {}, { cause });
}

/** A data key that nothing is sealed with yet, wrapped and not yet kept. */
export async function newDataKey(masterKeys: MasterKeys, ownerId: string): Promise<WrappedKey> {
  const key = { id: newId("dek"), ownerId };
  const wrapped = await masterKeys.wrap(randomBytes(32), bindingOf(key));
  return { ...key, wrapped, masterKeyId: masterKeys.current, state: "current" };
}

/** Keeps the owner's first data key; of callers that come at once, the first one's stays. */
export async function keepFirstKey(db: KeyDb, key: WrappedKey, now: Date): Promise<void> {
  await transaction(db, async (tx) => {
    await holdMasterKey(tx, key.masterKeyId, now);
    await keyTables(tx)
      .insertInto("data_keys")
      .values(rowOf(key, now))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

function rowOf(key: WrappedKey, now: Date) {
  const { id, wrapped, state } = key;
  const kept = { id, owner_id: key.ownerId, wrapped, master_key_id: key.masterKeyId, state };
  return { ...kept, checked_at: null, retire_at: null, created_at: now };
}

/** Puts a new key in the place of the current one, which only opens from now on; false when somebody else did at once. */
export async function replaceKey(
  tx: Tx<"control" | "region">,
  replaced: WrappedKey,
  key: WrappedKey,
  retireAt: Date,
  now: Date,
): Promise<boolean> {
  await holdMasterKey(tx, key.masterKeyId, now);
  const demoted = await keyTables(tx)
    .updateTable("data_keys")
    .set({ state: "previous", retire_at: retireAt, checked_at: null })
    .where("id", "=", replaced.id)
    .where("state", "=", "current")
    .returning("id")
    .executeTakeFirst();
  if (demoted === undefined) return false;
  await keyTables(tx).insertInto("data_keys").values(rowOf(key, now)).execute();
  return true;
}

/** Keeps a data key's new wrapping, unless it is no longer the one that was read. */
export async function keepWrapping(
  tx: Tx<"control" | "region">,
  key: WrappedKey,
  rewrapped: { readonly wrapped: string; readonly masterKeyId: string },
  now: Date,
): Promise<boolean> {
  await holdMasterKey(tx, rewrapped.masterKeyId, now);
  const row = await keyTables(tx)
    .updateTable("data_keys")
    .set({ wrapped: rewrapped.wrapped, master_key_id: rewrapped.masterKeyId })
    .where("id", "=", key.id)
    .where("master_key_id", "=", key.masterKeyId)
    .where("wrapped", "=", key.wrapped)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes that every text of the owner was found sealed with this key. */
export async function markChecked(db: KeyDb, keyId: string, now: Date): Promise<void> {
  await keyTables(db)
    .updateTable("data_keys")
    .set({ checked_at: now })
    .where("id", "=", keyId)
    .where("state", "=", "current")
    .execute();
}

/**
 * Destroys all keys of an owner: whatever was sealed with them, here or in a backup, can be opened by nobody who has
 * not a copy of both the wrapped key and its master key. Answers how many keys there were.
 */
export async function destroyDataKeys(db: KeyDb, ownerId: string): Promise<number> {
  const erase = async (tx: Tx<"control" | "region">): Promise<number> =>
    (await keyTables(tx).deleteFrom("data_keys").where("owner_id", "=", ownerId).returning("id").execute()).length;
  return isTx(db) ? erase(db) : transaction(db, erase);
}
