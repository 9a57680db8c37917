import type { CurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tenant } from "../../platform/context.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { DueKind, DueTables } from "../../platform/due.ts";
import type { RegionTables } from "../region-tables.ts";
import type { ApiKeyKind, SetTenantStatus } from "../schemas.ts";
import type { ShopSettings } from "./shop.ts";

const columns = [
  "tenants.id",
  "tenants.slug",
  "tenants.name",
  "tenants.schema_name",
  "tenants.status",
  "tenants.default_locale",
  "tenants.default_currency",
] as const;
type Row = Pick<
  RegionTables["tenants"],
  "id" | "slug" | "name" | "schema_name" | "status" | "default_locale" | "default_currency"
>;

const tables = (db: Db<"region">) => db.tables<RegionTables>();

function toTenant(row: Row): Tenant {
  return {
    id: row.id as Id<"ten">,
    slug: row.slug,
    name: row.name,
    schema: row.schema_name,
    status: row.status,
    defaultLocale: row.default_locale,
    defaultCurrency: row.default_currency as CurrencyCode,
  };
}

export async function findTenantById(db: Db<"region">, id: string): Promise<Tenant | undefined> {
  const row = await tables(db).selectFrom("tenants").select(columns).where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : toTenant(row);
}

/** A schema that migrations visit, and what decides in which cohort it is: its tenant, or itself while it is spare. */
export interface MigrationTarget {
  readonly schema: string;
  readonly key: string;
}

/** All tenants' schemas and the spare ones, the spare ones last. */
export async function migrationTargets(db: Db<"region">): Promise<MigrationTarget[]> {
  const taken = await tables(db).selectFrom("tenants").select(["id", "schema_name"]).orderBy("id").execute();
  const spare = await tables(db)
    .selectFrom("spare_schemas")
    .select("schema_name")
    .where("state", "=", "ready")
    .orderBy("schema_name")
    .execute();
  return [
    ...taken.map((row) => ({ schema: row.schema_name, key: row.id })),
    ...spare.map((row) => ({ schema: row.schema_name, key: row.schema_name })),
  ];
}

/** Tenants that nothing of this kind is announced for. */
export async function tenantsWithout(db: Db<"region">, kind: DueKind, limit: number): Promise<string[]> {
  const rows = await db
    .tables<RegionTables & DueTables>()
    .selectFrom("tenants")
    .select("id")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("due")
            .select("due.at")
            .whereRef("due.tenant_id", "=", "tenants.id")
            .where("due.kind", "=", kind),
        ),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Enters a tenant; false when it is there already. */
export async function insertRegionTenant(
  tx: Tx<"region">,
  tenant: Omit<Tenant, "status">,
  now: Date,
): Promise<boolean> {
  const row = await tables(tx)
    .insertInto("tenants")
    .values({
      id: tenant.id,
      slug: tenant.slug,
      name: tenant.name,
      schema_name: tenant.schema,
      status: "active",
      default_locale: tenant.defaultLocale,
      default_currency: tenant.defaultCurrency,
      version: 1,
      settings_version: 1,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Copies what the control plane decided, unless something newer is known. */
export async function applyStatus(tx: Tx<"region">, input: SetTenantStatus): Promise<void> {
  await tables(tx)
    .updateTable("tenants")
    .set({ status: input.status, version: input.version })
    .where("id", "=", input.tenantId)
    .where("version", "<", input.version)
    .execute();
}

/** Copies what the shop itself decided, unless something newer is known. */
export async function applySettings(db: Db<"region">, tenantId: string, shop: ShopSettings): Promise<void> {
  await tables(db)
    .updateTable("tenants")
    .set({
      name: shop.name,
      default_locale: shop.defaultLocale,
      default_currency: shop.defaultCurrency,
      settings_version: shop.version,
    })
    .where("id", "=", tenantId)
    .where("settings_version", "<", shop.version)
    .execute();
}

export interface RegionKey {
  readonly hash: string;
  readonly id: Id<"key">;
  readonly tenantId: string;
  readonly kind: ApiKeyKind;
  readonly allowedOrigins: readonly string[];
  readonly channel: string;
  readonly version: number;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Writes a key's newest state; an older version never overwrites it, so a revoked key stays revoked. */
export async function applyKey(db: Db<"region">, key: RegionKey): Promise<void> {
  await tables(db)
    .insertInto("api_keys")
    .values({
      hash: key.hash,
      id: key.id,
      tenant_id: key.tenantId,
      kind: key.kind,
      allowed_origins: JSON.stringify(key.allowedOrigins),
      channel: key.channel,
      version: key.version,
      expires_at: key.expiresAt,
      revoked_at: key.revokedAt,
    })
    .onConflict((conflict) =>
      conflict
        .column("hash")
        .doUpdateSet((eb) => ({
          allowed_origins: eb.ref("excluded.allowed_origins"),
          channel: eb.ref("excluded.channel"),
          version: eb.ref("excluded.version"),
          expires_at: eb.ref("excluded.expires_at"),
          revoked_at: eb.ref("excluded.revoked_at"),
        }))
        .whereRef("api_keys.version", "<", "excluded.version"),
    )
    .execute();
}

/** The tenant that a key's hash belongs to, with the key, whether or not it is still live. */
export async function findKey(db: Db<"region">, hash: string): Promise<{ tenant: Tenant; key: RegionKey } | undefined> {
  const row = await tables(db)
    .selectFrom("api_keys")
    .innerJoin("tenants", "tenants.id", "api_keys.tenant_id")
    .select(columns)
    .select([
      "api_keys.id as key_id",
      "api_keys.kind",
      "api_keys.allowed_origins",
      "api_keys.channel",
      "api_keys.version",
      "api_keys.expires_at",
      "api_keys.revoked_at",
    ])
    .where("api_keys.hash", "=", hash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    tenant: toTenant(row),
    key: {
      hash,
      id: row.key_id as Id<"key">,
      tenantId: row.id,
      kind: row.kind,
      allowedOrigins: row.allowed_origins,
      channel: row.channel,
      version: row.version,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
    },
  };
}
