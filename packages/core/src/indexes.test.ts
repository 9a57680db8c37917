import { expect, it } from "vitest";
import { indexMigration, migration } from "./platform/migrate.ts";
import { controlMigrations, regionMigrations } from "./platform-schema.ts";
import { tenantMigrations } from "./tenant-schema.ts";
import { indexFaults } from "./testing/index-faults.ts";

/** Steps from before a step could declare its indexes; none is added. */
const known = new Set([
  "20261122_0300_tax_jurisdiction",
  "20261122_0353_movements_of_variant",
  "20261122_0371_market_regions",
  "20261122_0400_plans_and_closing",
  "20261122_0411_region_cells",
  "20261122_0420_operators",
  "20261122_0450_orders_by_day",
  "20261122_0470_companies",
  "20261122_0472_orders_of_companies",
  "20261122_0474_shipping_of_the_shop",
  "20261122_1101_region_hibernation",
  "20261122_1102_hibernation",
  "20261122_1131_payments_by_transfer",
  "20261122_1241_payments_awaited",
  "20261122_1303_region_waiting",
]);

it.each([
  ["a tenant's schema", tenantMigrations],
  ["a region's", regionMigrations],
  ["the control plane's", controlMigrations],
])("no step of %s builds an index that keeps a large table's writers waiting", (_what, steps) => {
  expect(indexFaults(steps, known)).toEqual([]);
});

it("finds such a step, and takes what is declared, justified, or on a new table", () => {
  const name = "20991231_0001_test";
  const faultsOf = (sql: string): string[] => indexFaults([migration(name, sql)], known);
  const plain = "create index orders_by_note on {schema}.orders (note);";
  expect(faultsOf(plain)).toEqual([`${name}: orders_by_note keeps the writers of orders waiting`]);
  expect(
    faultsOf("alter table {schema}.orders add column a text;\nCREATE UNIQUE INDEX b ON {schema}.orders (a);"),
  ).toHaveLength(1);
  expect(faultsOf("alter table {schema}.orders add constraint one unique (number);")).toHaveLength(1);
  expect(faultsOf("alter table {schema}.orders add column a text unique;")).toHaveLength(1);
  expect(faultsOf("alter table {schema}.orders add constraint one unique using index already_built;")).toEqual([]);
  expect(faultsOf("alter table {schema}.orders add column a text;")).toEqual([]);
  expect(faultsOf("create table {schema}.notes (id text primary key); create index a on {schema}.notes (id);")).toEqual(
    [],
  );
  expect(faultsOf(`-- small table: a shop has a dozen markets\n${plain.replaceAll("orders", "markets")}`)).toEqual([]);
  const declared = indexMigration(name, [{ name: "orders_by_note", table: "orders", rest: "(note)" }]);
  expect(indexFaults([declared], known)).toEqual([]);
});

it("asks for at least one index", () => {
  expect(() => indexMigration("20991231_0001_test", [])).toThrow(RangeError);
});
