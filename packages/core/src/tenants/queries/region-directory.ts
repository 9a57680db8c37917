import type { Selectable } from "kysely";
import type { CurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tenant } from "../../platform/context.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { effectiveLimits } from "../../platform/limits.ts";
import type { DueKind, DueTables } from "../../platform/due.ts";
import type { RegionTables } from "../region-tables.ts";
import type { ApiKeyKind, SetTenantStatus } from "../schemas.ts";
import type { ShopSettings } from "./shop.ts";

const columns = [
  "tenants.id",
  "tenants.slug",
  "tenants.name",
  "tenants.schema_name",
  "tenants.cell",
  "tenants.status",
  "tenants.default_locale",
  "tenants.default_currency",
  "tenants.limits",
  "tenants.awake",
  "tenants.seen_at",
  "tenants.roused_at",
] as const;
type Row = Pick<
  Selectable<RegionTables["tenants"]>,
  | "id"
  | "slug"
  | "name"
  | "schema_name"
  | "cell"
  | "status"
  | "default_locale"
  | "default_currency"
  | "limits"
  | "awake"
  | "seen_at"
  | "roused_at"
>;

const tables = (db: Db<"region">) => db.tables<RegionTables>();

function toTenant(row: Row): Tenant {
  return {
    id: row.id as Id<"ten">,
    slug: row.slug,
    name: row.name,
    schema: row.schema_name,
    cell: row.cell,
    // What is being erased is closed to everybody until it is gone.
    status: row.status === "erasing" ? "closed" : row.status,
    defaultLocale: row.default_locale,
    defaultCurrency: row.default_currency as CurrencyCode,
    limits: effectiveLimits(row.limits, {}),
    awake: row.awake,
    seenAt: row.seen_at,
    rousedAt: row.roused_at,
  };
}

export async function findTenantById(db: Db<"region">, id: string): Promise<Tenant | undefined> {
  const row = await tables(db).selectFrom("tenants").select(columns).where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : toTenant(row);
}

interface OpenedTenant extends Pick<Tenant, "schema" | "awake" | "seenAt"> {
  readonly status: string;
  readonly openedAt: Date;
}

/** A tenant with what routing does not ask for: since when it is open here. */
export async function openedTenant(db: Db<"region">, id: string): Promise<OpenedTenant | undefined> {
  const row = await tables(db)
    .selectFrom("tenants")
    .select(["status", "schema_name", "created_at", "awake", "seen_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { status, schema_name: schema, created_at: openedAt, awake, seen_at: seenAt } = row;
  return { status, schema, openedAt, awake, seenAt };
}

/** The plan that the control plane has told of. */
export async function planOf(db: Db<"region">, id: string): Promise<string> {
  const row = await tables(db).selectFrom("tenants").select("plan").where("id", "=", id).executeTakeFirstOrThrow();
  return row.plan;
}

/** The same, undefined for a tenant that is not there. */
export async function knownPlan(db: Db<"region">, id: string): Promise<string | undefined> {
  const row = await tables(db).selectFrom("tenants").select("plan").where("id", "=", id).executeTakeFirst();
  return row?.plan;
}

/** A schema that migrations visit, and what decides in which cohort it is: its tenant, or itself while it is spare. */
export interface MigrationTarget {
  readonly schema: string;
  readonly cell: string;
  readonly key: string;
}

/** All tenants' schemas and the spare ones, cell by cell, in each the spare ones last. */
export async function migrationTargets(db: Db<"region">): Promise<MigrationTarget[]> {
  const taken = await tables(db)
    .selectFrom("tenants")
    .select(["id", "schema_name", "cell"])
    // A dropped schema must not be made anew.
    .where("status", "<>", "erasing")
    .where("awake", "=", true)
    .orderBy("id")
    .execute();
  const spare = await tables(db)
    .selectFrom("spare_schemas")
    .select(["schema_name", "cell"])
    .where("state", "=", "ready")
    .orderBy("schema_name")
    .execute();
  const all = [
    ...taken.map((row) => ({ schema: row.schema_name, cell: row.cell, key: row.id })),
    ...spare.map((row) => ({ schema: row.schema_name, cell: row.cell, key: row.schema_name })),
  ];
  return all.toSorted((a, b) => (a.cell === b.cell ? 0 : a.cell < b.cell ? -1 : 1));
}

/** Tenants that nothing of this kind is announced for; those that are packed away want nothing. */
export async function tenantsWithout(db: Db<"region">, kind: DueKind, limit: number): Promise<string[]> {
  const rows = await db
    .tables<RegionTables & DueTables>()
    .selectFrom("tenants")
    .select("id")
    .where("awake", "=", true)
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
  tenant: Omit<Tenant, "status" | "awake" | "seenAt" | "rousedAt"> & { readonly plan: string },
  now: Date,
): Promise<boolean> {
  const row = await tables(tx)
    .insertInto("tenants")
    .values({
      id: tenant.id,
      slug: tenant.slug,
      name: tenant.name,
      schema_name: tenant.schema,
      cell: tenant.cell,
      status: "active",
      default_locale: tenant.defaultLocale,
      default_currency: tenant.defaultCurrency,
      version: 1,
      settings_version: 1,
      created_at: now,
      seen_at: now,
      plan: tenant.plan,
      limits: JSON.stringify(tenant.limits),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Copies what the control plane decided; false when something newer is known. */
export async function applyStatus(tx: Tx<"region">, input: SetTenantStatus): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tenants")
    .set({ status: input.status, version: input.version })
    .$if(input.plan !== undefined, (query) => query.set({ plan: input.plan ?? "" }))
    .$if(input.limits !== undefined, (query) => query.set({ limits: JSON.stringify(input.limits) }))
    .where("id", "=", input.tenantId)
    .where("status", "<>", "erasing")
    .where("version", "<", input.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
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
