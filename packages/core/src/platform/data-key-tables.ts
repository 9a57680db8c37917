import type { Kysely } from "kysely";
import { declareTables } from "./columns.ts";
import type { Db } from "./db.ts";
import { migration } from "./migrate.ts";

/**
 * The keys that seal secrets, wrapped by master keys. They are kept beside the directory and not in the tenants' own
 * schemas: one pass over one table wraps them all anew, a hibernating shop's too, and an export holds none of them.
 */
export interface DataKeyTables {
  master_keys: { id: string; state: "active" | "retired"; created_at: Date; retired_at: Date | null };
  data_keys: {
    id: string;
    /** The tenant; `control` for what the control plane itself seals. */
    owner_id: string;
    wrapped: string;
    master_key_id: string;
    /** The current one seals, a previous one only opens. */
    state: "current" | "previous";
    /** When all of the owner's columns were last found sealed with the current key. */
    checked_at: Date | null;
    /** From when on a previous key is destroyed. */
    retire_at: Date | null;
    created_at: Date;
  };
}

export const dataKeyDeclarations = declareTables<DataKeyTables>({
  master_keys: { id: "none", state: "none", created_at: "none", retired_at: "none" },
  data_keys: {
    id: "none",
    owner_id: "none",
    wrapped: "none",
    master_key_id: "none",
    state: "none",
    checked_at: "none",
    retire_at: "none",
    created_at: "none",
  },
});

export const dataKeyMigrations = [
  migration(
    "20261122_0430_data_keys",
    `
create table {schema}.master_keys (
  id text primary key, state text not null check (state in ('active', 'retired')),
  created_at timestamptz not null, retired_at timestamptz,
  constraint master_keys_retired check ((state = 'retired') = (retired_at is not null)));
create table {schema}.data_keys (
  id text primary key, owner_id text not null, wrapped text not null,
  master_key_id text not null references {schema}.master_keys (id),
  state text not null check (state in ('current', 'previous')),
  checked_at timestamptz, retire_at timestamptz, created_at timestamptz not null,
  constraint data_keys_retiring check ((state = 'previous') = (retire_at is not null)));
create unique index data_keys_current on {schema}.data_keys (owner_id) where state = 'current';
create index data_keys_owner on {schema}.data_keys (owner_id);
create index data_keys_master on {schema}.data_keys (master_key_id);
`,
  ),
];

/** Where data keys are: the control plane's schema, or a region's. */
export type KeyDb = Db<"control" | "region">;

export const keyTables = (db: KeyDb): Kysely<DataKeyTables> => db.tables<DataKeyTables>();
