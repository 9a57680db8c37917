import { declareTables } from "../platform/columns.ts";
import type { Json } from "./tables.ts";

/** A region's own copy of the directory rows that it serves: it sells while the control plane is down. */
export interface RegionTables {
  tenants: {
    id: string;
    slug: string;
    name: string;
    schema_name: string;
    status: "active" | "suspended";
    default_locale: string;
    default_currency: string;
    /** Version of the status, counted by the control plane. */
    version: number;
    /** Version of the shop's settings that name, locale and currency were copied from. */
    settings_version: number;
    created_at: Date;
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
  spare_schemas: {
    schema_name: string;
    state: "building" | "ready";
    created_at: Date;
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
    status: "none",
    default_locale: "none",
    default_currency: "none",
    version: "none",
    settings_version: "none",
    created_at: "none",
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
  spare_schemas: { schema_name: "none", state: "none", created_at: "none" },
  migration_failures: { schema_name: "none", step: "none", code: "none", attempts: "none", failed_at: "none" },
});
