import { migration } from "./migrate.ts";

/** The region's table of work that may be waiting, for all tenants. */
export const dueMigrations = [
  migration(
    "20261122_0002_due",
    `
create table {schema}.due (
  tenant_id text not null, kind text not null, at timestamptz not null, announced_at timestamptz not null,
  primary key (tenant_id, kind));
create index due_by_time on {schema}.due (kind, at);
`,
  ),
];
