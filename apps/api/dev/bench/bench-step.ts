import { migration } from "@meridian/core/platform/migrate";

/** One column and one index, on a table that every checkout reads. */
export const benchStep = migration(
  "20991231_0001_bench",
  "alter table {schema}.products add column bench text; create index products_bench on {schema}.products (bench);",
);
