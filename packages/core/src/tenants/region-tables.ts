import { declareTables } from "../platform/columns.ts";
import type { DumpedTable } from "../platform/dump.ts";
import type { Limits } from "../platform/limits.ts";
import type { Defaulted, Json, NullableJson } from "./tables.ts";

/** What an erasure found, before anything was gone. */
export interface Counted {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
}

/** Where a part of a packed table lies in its file. */
export interface Frame {
  readonly at: number;
  readonly bytes: number;
}

/** A schema as it was packed away: what it held, table by table, and how far its history had come. */
export interface PackedDump {
  readonly fileId: string;
  readonly tables: readonly DumpedTable[];
  readonly frames: Readonly<Record<string, readonly Frame[]>>;
  readonly steps: readonly string[];
  readonly bytes: number;
}

/** A region's own copy of the directory rows that it serves: it sells while the control plane is down. */
export interface RegionTables {
  tenants: {
    id: string;
    slug: string;
    name: string;
    schema_name: string;
    /** The database that has the schema. */
    cell: Defaulted<string>;
    status: "active" | "suspended" | "closed" | "erasing";
    default_locale: string;
    default_currency: string;
    /** Version of the status, counted by the control plane. */
    version: number;
    /** Version of the shop's settings that name, locale and currency were copied from. */
    settings_version: number;
    created_at: Date;
    plan: Defaulted<string>;
    limits: Defaulted<Partial<Limits>, string>;
    /** False from the moment on at which its schema is to be packed away until it is back. */
    awake: Defaulted<boolean>;
    /** When somebody last came, to the day. */
    seen_at: Defaulted<Date>;
    /** Since when it is back from a rest, as long as nobody of its own people and no sale has touched it. */
    roused_at: Defaulted<Date | null>;
  };
  /** Shops that are packed away, or on their way there or back. */
  hibernations: {
    tenant_id: string;
    /** To be packed; packed; to be unpacked; back, and the packed file is to go. */
    state: "falling" | "asleep" | "waking" | "woken";
    /** Whose turn it is: a worker that lost its turn changes nothing any more. */
    token: string | null;
    lease_until: Date;
    /** Since when somebody waits for the shop. */
    wanted_at: Date | null;
    asleep_at: Date | null;
    dump: NullableJson<PackedDump>;
    /** The key of the packed file, sealed with the tenant's. */
    sealed_key: string | null;
    /** The schema that is being filled, and where. */
    building: string | null;
    building_cell: string | null;
  };
  api_keys: {
    hash: string;
    id: string;
    tenant_id: string;
    kind: "publishable" | "secret";
    allowed_origins: Json<string[]>;
    channel: string;
    version: number;
    expires_at: Date | null;
    revoked_at: Date | null;
  };
  /** Copies of a shop that its people asked for; the files lie in the region's file store. */
  shop_exports: {
    id: string;
    tenant_id: string;
    state: "waiting" | "done" | "failed";
    attempts: number;
    lease_until: Date;
    requested_at: Date;
    finished_at: Date | null;
    expires_at: Date | null;
    bytes: number | null;
    sha256: string | null;
    rows: number | null;
    pictures: number | null;
  };
  /** Shops that are being erased, and what was erased of them: counts, nothing of the shop itself. */
  shop_erasures: {
    tenant_id: string;
    schema_name: string;
    cell: string;
    begun_at: Date;
    counted: NullableJson<Counted>;
    finished_at: Date | null;
  };
  spare_schemas: {
    schema_name: string;
    state: "building" | "ready";
    cell: Defaulted<string>;
    /** For whose shop it was claimed; the row goes when that is open. */
    tenant_id: string | null;
    created_at: Date;
  };
  /**
   * A row for each cell, which whoever opens or wakes a shop there locks: shops are counted by one at a time. A closed
   * one takes no more of them.
   */
  cell_gates: { cell: string; closed: Defaulted<boolean> };
  /** The newest step that each schema is known to have been brought to. */
  schema_steps: { schema_name: string; step: string; at: Date };
  /** Runs of the migrator over the tenants' schemas. */
  migration_runs: {
    id: string;
    /** Of all schemas, how many percent. */
    percent: string;
    all_schemas: number;
    chosen: number;
    changed: number;
    failed: number;
    halted: boolean;
    started_at: Date;
    seen_at: Date;
    /** Null while it runs, and when it was killed. */
    finished_at: Date | null;
  };
  /** Schemas whose last migration failed, with the step; gone when it succeeds. */
  migration_failures: {
    schema_name: string;
    step: string;
    /** SQLSTATE of the database's refusal. */
    code: string;
    attempts: number;
    failed_at: Date;
  };
}

export const regionDirectoryDeclarations = declareTables<RegionTables>({
  tenants: {
    id: "none",
    slug: "none",
    name: "none",
    schema_name: "none",
    cell: "none",
    status: "none",
    default_locale: "none",
    default_currency: "none",
    version: "none",
    settings_version: "none",
    created_at: "none",
    plan: "none",
    limits: "none",
    awake: "none",
    seen_at: "none",
    roused_at: "none",
  },
  hibernations: {
    tenant_id: "none",
    state: "none",
    token: "none",
    lease_until: "none",
    wanted_at: "none",
    asleep_at: "none",
    dump: "none",
    sealed_key: "none",
    building: "none",
    building_cell: "none",
  },
  api_keys: {
    hash: "none",
    id: "none",
    tenant_id: "none",
    kind: "none",
    allowed_origins: "none",
    channel: "none",
    version: "none",
    expires_at: "none",
    revoked_at: "none",
  },
  shop_exports: {
    id: "none",
    tenant_id: "none",
    state: "none",
    attempts: "none",
    lease_until: "none",
    requested_at: "none",
    finished_at: "none",
    expires_at: "none",
    bytes: "none",
    sha256: "none",
    rows: "none",
    pictures: "none",
  },
  shop_erasures: {
    tenant_id: "none",
    schema_name: "none",
    cell: "none",
    begun_at: "none",
    counted: "none",
    finished_at: "none",
  },
  spare_schemas: { schema_name: "none", state: "none", cell: "none", tenant_id: "none", created_at: "none" },
  cell_gates: { cell: "none", closed: "none" },
  schema_steps: { schema_name: "none", step: "none", at: "none" },
  migration_runs: {
    id: "none",
    percent: "none",
    all_schemas: "none",
    chosen: "none",
    changed: "none",
    failed: "none",
    halted: "none",
    started_at: "none",
    seen_at: "none",
    finished_at: "none",
  },
  migration_failures: { schema_name: "none", step: "none", code: "none", attempts: "none", failed_at: "none" },
});
