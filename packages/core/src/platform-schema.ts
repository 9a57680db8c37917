import type { AnyTableDeclarations } from "./platform/columns.ts";
import { attemptsDeclarations, attemptsMigrations } from "./platform/attempts.ts";
import { dueDeclarations } from "./platform/due.ts";
import { dueMigrations } from "./platform/due-migrations.ts";
import { infraMigrations } from "./platform/infra-migrations.ts";
import { infraDeclarations } from "./platform/infra-tables.ts";
import type { Migration } from "./platform/migrate.ts";
import { staffMigrations, staffRegionMigrations } from "./staff/migrations/index.ts";
import { staffDeclarations, staffRegionDeclarations } from "./staff/tables.ts";
import { directoryDeclarations } from "./tenants/control-tables.ts";
import { directoryMigrations, regionDirectoryMigrations } from "./tenants/migrations/index.ts";
import { regionDirectoryDeclarations } from "./tenants/region-tables.ts";

/** The schema of the control plane's database. */
export const controlSchema = "control";
/** The schema that a region's database has beside its tenants' schemas. */
export const regionSchema = "region";

/** The whole history of the control plane's schema. */
export const controlMigrations: readonly Migration[] = [...infraMigrations, ...directoryMigrations, ...staffMigrations];

/** Every table of the control plane with its columns' policies for personal data. */
export const controlTables: AnyTableDeclarations = {
  ...infraDeclarations,
  ...directoryDeclarations,
  ...staffDeclarations,
};

/** The whole history of a region's own schema. */
export const regionMigrations: readonly Migration[] = [
  ...infraMigrations,
  ...dueMigrations,
  ...attemptsMigrations,
  ...regionDirectoryMigrations,
  ...staffRegionMigrations,
];

/** Every table of a region's own schema with its columns' policies for personal data. */
export const regionTables: AnyTableDeclarations = {
  ...infraDeclarations,
  ...dueDeclarations,
  ...attemptsDeclarations,
  ...regionDirectoryDeclarations,
  ...staffRegionDeclarations,
};
