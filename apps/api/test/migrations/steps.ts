import { infraMigrations } from "@meridian/core/platform/infra-migrations";
import { migration } from "@meridian/core/platform/migrate";

/** A small tenant's schema as it stood before the roll-out. */
export const before = [
  ...infraMigrations,
  migration(
    "20261122_9000_start",
    `
create table {schema}.sold (id text primary key, amount integer not null);
create table {schema}.applied (only_row boolean primary key default true, times integer not null);
insert into {schema}.applied (times) values (0);
`,
  ),
];

/** What the roll-out brings. The second step counts how often it was applied: it must not be repeated. */
export const rollOut = [
  migration("20261122_9001_note", "alter table {schema}.sold add column note text;"),
  migration("20261122_9002_once", "update {schema}.applied set times = times + 1;"),
  migration("20261122_9003_index", "create index sold_amount on {schema}.sold (amount);"),
  migration("20261122_9004_more", "create table {schema}.more (id text primary key);"),
];

export const after = [...before, ...rollOut];
