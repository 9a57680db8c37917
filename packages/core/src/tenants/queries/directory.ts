import type { Selectable } from "kysely";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import { addSeconds } from "../../kernel/time.ts";
import type { Limits } from "../../platform/limits.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { DirectoryTables } from "../control-tables.ts";
import type { NoteShop, Provisioned, RegionCode, SuspensionReason, TenantStatus } from "../schemas.ts";

/** A tenant as the control plane knows it. */
export interface DirectoryTenant {
  readonly id: Id<"ten">;
  readonly slug: string;
  readonly name: string;
  readonly region: RegionCode;
  readonly status: TenantStatus;
  /** Known here only until the shop is open in its region. */
  readonly contactEmail: string | null;
  readonly defaultLocale: string;
  readonly defaultCurrency: ActiveCurrencyCode;
  readonly version: number;
  /** Version that the region was told. */
  readonly pushedVersion: number;
  readonly attempts: number;
  /** Which of its region's databases has it; null until the shop is open. */
  readonly cell: string | null;
  readonly suspendedFor: SuspensionReason | null;
  readonly suspendedAt: Date | null;
  readonly createdAt: Date;
  readonly plan: string;
  /** What was agreed in place of the plan's own limits. */
  readonly overrides: Partial<Limits>;
  readonly closedAt: Date | null;
  readonly eraseAt: Date | null;
  /** When it will be packed away, unless somebody comes; its owners know. */
  readonly hibernateAt: Date | null;
  readonly hibernatedAt: Date | null;
  /** Where its schema stood when the region was asked last. */
  readonly step: string | null;
}

/** What makes a `DirectoryTenant`. */
export const columns = [
  "id",
  "slug",
  "name",
  "region",
  "status",
  "contact_email",
  "default_locale",
  "default_currency",
  "version",
  "pushed_version",
  "attempts",
  "cell",
  "suspended_for",
  "suspended_at",
  "created_at",
  "plan",
  "overrides",
  "closed_at",
  "erase_at",
  "hibernate_at",
  "hibernated_at",
  "step",
] as const;

const tables = (db: Db<"control">) => db.tables<DirectoryTables>();

type Row = Pick<Selectable<DirectoryTables["tenants"]>, (typeof columns)[number]>;

export function toTenant(row: Row): DirectoryTenant {
  return {
    id: row.id as Id<"ten">,
    slug: row.slug,
    name: row.name,
    region: row.region,
    status: row.status,
    contactEmail: row.contact_email,
    defaultLocale: row.default_locale,
    defaultCurrency: row.default_currency as ActiveCurrencyCode,
    version: row.version,
    pushedVersion: row.pushed_version,
    attempts: row.attempts,
    cell: row.cell,
    suspendedFor: row.suspended_for,
    suspendedAt: row.suspended_at,
    createdAt: row.created_at,
    plan: row.plan,
    overrides: row.overrides,
    closedAt: row.closed_at,
    eraseAt: row.erase_at,
    hibernateAt: row.hibernate_at,
    hibernatedAt: row.hibernated_at,
    step: row.step,
  };
}

export interface NewTenant {
  readonly id: Id<"ten">;
  readonly slug: string;
  readonly skeleton: string;
  readonly name: string;
  readonly region: RegionCode;
  readonly contactEmail: string;
  readonly defaultLocale: string;
  readonly defaultCurrency: ActiveCurrencyCode;
  readonly plan: string;
}

/** Enters a tenant under its slug; false when the slug, or one that looks like it, is taken. */
export async function insertTenant(tx: Tx<"control">, tenant: NewTenant, now: Date): Promise<boolean> {
  const row = await tables(tx)
    .insertInto("tenants")
    .values({
      id: tenant.id,
      slug: tenant.slug,
      skeleton: tenant.skeleton,
      name: tenant.name,
      region: tenant.region,
      status: "provisioning",
      schema_name: null,
      cell: null,
      contact_email: tenant.contactEmail,
      default_locale: tenant.defaultLocale,
      default_currency: tenant.defaultCurrency,
      version: 1,
      pushed_version: 0,
      settings_version: 1,
      attempts: 0,
      next_attempt_at: now,
      created_at: now,
      plan: tenant.plan,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The slug, other than this one, that looks the same. */
export async function slugLike(db: Db<"control">, slug: string, skeleton: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom("tenants")
    .select("slug")
    .where("skeleton", "=", skeleton)
    .where("slug", "<>", slug)
    .executeTakeFirst();
  return row?.slug;
}

export async function tenantsByIds(db: Db<"control">, ids: readonly string[]): Promise<Map<string, DirectoryTenant>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db).selectFrom("tenants").select(columns).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, toTenant(row)]));
}

/**
 * Takes one tenant whose region has not been told of its newest version, and keeps others away from it until
 * the lease ends.
 */
export async function leaseUntold(
  db: Db<"control">,
  now: Date,
  leaseSeconds: number,
): Promise<DirectoryTenant | undefined> {
  const row = await tables(db)
    .updateTable("tenants")
    .set((eb) => ({ next_attempt_at: addSeconds(now, leaseSeconds), attempts: eb("attempts", "+", 1) }))
    .where("id", "=", (eb) =>
      eb
        .selectFrom("tenants")
        .select("id")
        .whereRef("pushed_version", "<", "version")
        .where("next_attempt_at", "<=", now)
        .orderBy("next_attempt_at")
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(columns)
    .executeTakeFirst();
  return row === undefined ? undefined : toTenant(row);
}

export async function markPlaced(tx: Tx<"control">, id: string, { cell, schema, step }: Provisioned): Promise<void> {
  await tables(tx)
    .updateTable("tenants")
    .set({ status: "active", schema_name: schema, cell, step, contact_email: null })
    .where("id", "=", id)
    .where("status", "=", "provisioning")
    .execute();
}

/** The region knows everything up to `version`. */
export async function markTold(db: Db<"control">, id: string, version: number, now: Date): Promise<void> {
  await tables(db)
    .updateTable("tenants")
    .set({ pushed_version: version, attempts: 0, next_attempt_at: now })
    .where("id", "=", id)
    .where("pushed_version", "<", version)
    .execute();
}

export async function delayTelling(db: Db<"control">, id: string, until: Date): Promise<void> {
  await tables(db).updateTable("tenants").set({ next_attempt_at: until }).where("id", "=", id).execute();
}

/** Moves a placed tenant from one status to another; undefined when it is not in the first. */
export async function changeStatus(
  tx: Tx<"control">,
  id: string,
  from: TenantStatus,
  to: TenantStatus,
  suspendedFor: SuspensionReason | null,
  now: Date,
): Promise<DirectoryTenant | undefined> {
  const suspension = { suspended_for: suspendedFor, suspended_at: suspendedFor === null ? null : now };
  const row = await tables(tx)
    .updateTable("tenants")
    .set((eb) => ({ ...suspension, status: to, version: eb("version", "+", 1), attempts: 0, next_attempt_at: now }))
    .where("id", "=", id)
    .where("status", "=", from)
    .returning(columns)
    .executeTakeFirst();
  return row === undefined ? undefined : toTenant(row);
}

export async function noteSettings(tx: Tx<"control">, shop: NoteShop): Promise<void> {
  await tables(tx)
    .updateTable("tenants")
    .set({
      name: shop.name,
      default_locale: shop.defaultLocale,
      default_currency: shop.defaultCurrency,
      settings_version: shop.version,
    })
    .where("id", "=", shop.tenantId)
    .where("settings_version", "<", shop.version)
    .execute();
}
