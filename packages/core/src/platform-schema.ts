import type { AnyTableDeclarations } from "./platform/columns.ts";
import { domainsControlMigrations, domainsRegionMigrations } from "./domains/migrations/index.ts";
import { domainsControlDeclarations, domainsRegionDeclarations } from "./domains/tables.ts";
import { attemptsDeclarations, attemptsMigrations } from "./platform/attempts.ts";
import { dataKeyDeclarations, dataKeyMigrations } from "./platform/data-key-tables.ts";
import { dueDeclarations } from "./platform/due.ts";
import { dueMigrations } from "./platform/due-migrations.ts";
import { infraMigrations } from "./platform/infra-migrations.ts";
import { infraDeclarations } from "./platform/infra-tables.ts";
import type { Migration } from "./platform/migrate.ts";
import type { SealedColumn } from "./platform/sealing.ts";
import { operatorMigrations, operatorRegionMigrations } from "./operators/migrations/index.ts";
import { operatorDeclarations, operatorRegionDeclarations, operatorSealed } from "./operators/tables.ts";
import { staffMigrations, staffRegionMigrations } from "./staff/migrations/index.ts";
import { staffDeclarations, staffRegionDeclarations, staffSealed } from "./staff/tables.ts";
import { directoryDeclarations } from "./tenants/control-tables.ts";
import { directoryMigrations, regionDirectoryMigrations } from "./tenants/migrations/index.ts";
import { regionDirectoryDeclarations } from "./tenants/region-tables.ts";

/** The schema of the control plane's database. */
export const controlSchema = "control";
/** The schema that a region's database has beside its tenants' schemas. */
export const regionSchema = "region";

/** The whole history of the control plane's schema. */
export const controlMigrations: readonly Migration[] = [
  ...infraMigrations,
  ...dataKeyMigrations,
  ...directoryMigrations,
  ...domainsControlMigrations,
  ...staffMigrations,
  ...operatorMigrations,
];

/** Every table of the control plane with its columns' policies for personal data. */
export const controlTables: AnyTableDeclarations = {
  ...infraDeclarations,
  ...dataKeyDeclarations,
  ...directoryDeclarations,
  ...domainsControlDeclarations,
  ...staffDeclarations,
  ...operatorDeclarations,
};

/** The whole history of a region's own schema. */
export const regionMigrations: readonly Migration[] = [
  ...infraMigrations,
  ...dataKeyMigrations,
  ...dueMigrations,
  ...attemptsMigrations,
  ...regionDirectoryMigrations,
  ...domainsRegionMigrations,
  ...staffRegionMigrations,
  ...operatorRegionMigrations,
];

/** Every table of a region's own schema with its columns' policies for personal data. */
export const regionTables: AnyTableDeclarations = {
  ...infraDeclarations,
  ...dataKeyDeclarations,
  ...dueDeclarations,
  ...attemptsDeclarations,
  ...regionDirectoryDeclarations,
  ...domainsRegionDeclarations,
  ...staffRegionDeclarations,
  ...operatorRegionDeclarations,
};

/** Every column of the control plane whose texts are sealed with its own key. */
export const controlSealed: readonly SealedColumn[] = [...staffSealed, ...operatorSealed];
