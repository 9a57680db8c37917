import { infraMigrations } from "@meridian/core/platform/infra-migrations";
import { indexMigration, migration } from "@meridian/core/platform/migrate";

/** A shop with a table that will be large, and one that stays small. */
export const start = [
  ...infraMigrations,
  migration(
    "20261122_9000_start",
    `
create table {schema}.sold (id text primary key, note text not null, amount integer not null);
create table {schema}.few (id text primary key, amount integer not null);
`,
  ),
];

/** Reading a row for it takes a while: a build of a second stands for one of minutes on a table that large. */
const slow = "(md5(repeat(note, 60)), amount)";

export const largeIndexes = indexMigration("20261122_9001_large", [
  { name: "sold_slow", table: "sold", rest: slow },
  { name: "few_amount", table: "few", rest: "(amount) where amount > 0" },
]);

/** The same index as a step would say it that does not think of its writers. */
export const plainIndex = migration(
  "20261122_9001_plain",
  `create index sold_slow on {schema}.sold ${slow}; create index few_amount on {schema}.few (amount) where amount > 0;`,
);

export const uniqueIndex = indexMigration("20261122_9002_unique", [
  { name: "sold_amount", table: "sold", rest: "(amount)", unique: true },
]);
