import type pg from "pg";
import type { AnyTableDeclarations } from "../platform/columns.ts";

/** What is wrong with a schema, one sentence each: what would be lost or would leak when it is moved, erased or shared. */
export async function schemaFaults(owner: pg.Pool, schema: string, declared: AnyTableDeclarations): Promise<string[]> {
  const names = async (sql: string): Promise<string[]> =>
    (await owner.query<{ name: string }>(sql, [schema])).rows.map((row) => row.name);
  const columns = await names(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = $1 and table_name <> 'schema_migrations'`,
  );
  const known = Object.entries(declared).flatMap(([table, fields]) =>
    Object.keys(fields).map((column) => `${table}.${column}`),
  );
  const keyless = await names(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind = 'r' and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
  );
  const immovable = await names(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('S', 'v', 'm', 'f', 'p')
     union all select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and not t.tgisinternal
     union all select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1
     union all select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname = $1 and t.typtype in ('e', 'd', 'r')`,
  );
  const foreign = await names(
    `select k.conname as name from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     join pg_class f on f.oid = k.confrelid where n.nspname = $1 and k.contype = 'f' and f.relnamespace <> n.oid`,
  );
  return [
    ...columns.filter((name) => !known.includes(name)).map((name) => `${name} is not declared`),
    ...known.filter((name) => !columns.includes(name)).map((name) => `${name} is declared and not there`),
    ...keyless.map((name) => `${name} has no primary key`),
    ...immovable.map((name) => `${name} would be lost by a move`),
    ...foreign.map((name) => `${name} refers to another schema`),
  ].toSorted();
}
