import type { ExpressionBuilder, SqlBool, Expression } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { DirectoryTables } from "../control-tables.ts";
import type { TenantFilter } from "../schemas.ts";
import { stateOf, type TenantGroup } from "../rules/tenant-facets.ts";
import { columns, type DirectoryTenant, toTenant } from "./directory.ts";

const tables = (db: Db<"control">) => db.tables<DirectoryTables>();
type Where = ExpressionBuilder<DirectoryTables, "tenants">;

/** What is searched literally in a pattern. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");

/** Before the newest step that its region's program knows, or not known of at all; what was erased has no schema. */
function isBehind(eb: Where): Expression<SqlBool> {
  const newest = eb
    .selectFrom("region_releases")
    .select("newest_step")
    .whereRef("region_releases.region", "=", "tenants.region");
  return eb.and([
    eb("status", "in", ["active", "suspended"]),
    eb.or([eb("step", "<", newest), eb.and([eb("step", "is", null), eb.exists(newest)])]),
  ]);
}

function inState(eb: Where, state: NonNullable<TenantFilter["status"]>): Expression<SqlBool> {
  if (state === "provisioning" || state === "erased") return eb("status", "=", state);
  const isThere = eb("status", "<>", "erased");
  if (state === "closed") return eb.and([isThere, eb("closed_at", "is not", null)]);
  if (state === "hibernated")
    return eb.and([isThere, eb("closed_at", "is", null), eb("hibernated_at", "is not", null)]);
  return eb.and([eb("status", "=", state), eb("closed_at", "is", null), eb("hibernated_at", "is", null)]);
}

function searched(eb: Where, q: string | null): Expression<SqlBool> {
  if (q === null) return eb.lit(true);
  const begins = `${literally(q)}%`;
  return eb.or([eb("id", "=", q), eb("slug", "like", begins.toLowerCase()), eb("name", "ilike", begins)]);
}

function matching(eb: Where, { region, cell, status, plan, step, q }: TenantFilter): Expression<SqlBool> {
  return eb.and([
    ...(region === null ? [] : [eb("region", "=", region)]),
    ...(cell === null ? [] : [eb("cell", "=", cell)]),
    ...(plan === null ? [] : [eb("plan", "=", plan)]),
    ...(status === null ? [] : [inState(eb, status)]),
    ...(step === null ? [] : [step === "behind" ? isBehind(eb) : eb("step", "=", step)]),
    searched(eb, q),
  ]);
}

/** Tenants of all regions, newest first. */
export async function tenantsAfter(
  db: Db<"control">,
  filter: TenantFilter,
  afterId: string | null,
  limit: number,
): Promise<(DirectoryTenant & { readonly isBehind: boolean })[]> {
  let query = tables(db)
    .selectFrom("tenants")
    .select(columns)
    .select((eb) => eb.fn.coalesce(isBehind(eb), eb.lit(false)).as("is_behind"))
    .where((eb) => matching(eb, filter))
    .orderBy("id", "desc")
    .limit(limit);
  if (afterId !== null) query = query.where("id", "<", afterId);
  const rows = await query.execute();
  return rows.map((row) => ({ ...toTenant(row), isBehind: row.is_behind === true }));
}

/** Tenants that differ in nothing that is counted, by what they are searched for: one pass over the directory. */
export async function tenantGroups(db: Db<"control">, q: string | null): Promise<TenantGroup[]> {
  const rows = await tables(db)
    .selectFrom("tenants")
    .select((eb) => [
      "region",
      "cell",
      "plan",
      "step",
      "status",
      eb("closed_at", "is not", null).as("closed"),
      eb("hibernated_at", "is not", null).as("hibernated"),
      eb.fn.countAll<number>().as("tenants"),
    ])
    .where((eb) => searched(eb, q))
    .groupBy(["region", "cell", "plan", "step", "status", "closed", "hibernated"])
    .execute();
  const releases = await tables(db).selectFrom("region_releases").select(["region", "newest_step"]).execute();
  const newest = new Map(releases.map((row) => [row.region, row.newest_step]));
  return rows.map(({ status, closed, hibernated, tenants, ...rest }) => ({
    ...rest,
    state: stateOf(status, closed === true, hibernated === true),
    newestStep: status === "active" || status === "suspended" ? (newest.get(rest.region) ?? null) : null,
    tenants: Number(tenants),
  }));
}
