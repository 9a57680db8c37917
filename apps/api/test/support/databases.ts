import { randomBytes } from "node:crypto";
import { openDatabase } from "@meridian/core/platform/db";
import { infraMigrations } from "@meridian/core/platform/infra-migrations";
import { createSchema, type Migration } from "@meridian/core/platform/migrate";
import { openOwnerPool } from "@meridian/core/platform/owner-pool";
import { regionMigrations, regionSchema } from "@meridian/core/platform-schema";
import type { Region } from "@meridian/core/platform/regions";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { fillSpares } from "@meridian/core/tenants";
import { addExtensions, appRole, at, copyOf, required } from "@meridian/core/testing/template";
import pg from "pg";

/** Whose databases a test uses: the run's, unless it brings a cluster that it may stop. */
export interface ClusterUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** A database of its own in the run's cluster, which ends with the run; one schema is at its newest step. */
export interface OwnDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

function opened({ ownerUrl, appUrl }: ClusterUrls, name: string): OwnDatabase {
  // A cluster that a test stops takes the idle connections with it.
  const owner = openOwnerPool(at(ownerUrl, name), () => undefined, { max: 2 });
  return { ownerUrl: at(ownerUrl, name), appUrl: at(appUrl, name), owner, close: () => owner.end() };
}

const ofTheRun = (): ClusterUrls => ({
  ownerUrl: required("TEST_DATABASE_OWNER_URL"),
  appUrl: required("TEST_DATABASE_URL"),
});

export async function createDatabase(
  prefix: string,
  schema: string,
  steps: readonly Migration[] = infraMigrations,
  cluster: ClusterUrls = ofTheRun(),
): Promise<OwnDatabase> {
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: cluster.ownerUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const database = opened(cluster, name);
  await addExtensions(database.owner);
  await createSchema(database.owner, schema, steps, { appRole });
  return database;
}

/** A database of its own in the run's cluster, with this schema at its newest step, copied. */
export async function copiedDatabase(schema: string, steps: readonly Migration[]): Promise<OwnDatabase> {
  const fill = (owner: pg.Pool): Promise<void> => createSchema(owner, schema, steps, { appRole });
  return opened(ofTheRun(), await copyOf(`only_${schema}`, schema, fill));
}

/** More than the worker keeps: it has nothing to build while a test's first shops are opened. */
const spares = 8;

/** A region's database in the run's cluster, copied; schemas for shops stand ready in it. Two regions share no name. */
export async function copiedRegion(region: Region): Promise<OwnDatabase> {
  const name = await copyOf(`of_${region}`, region, async (owner, building) => {
    await createSchema(owner, regionSchema, regionMigrations, { appRole });
    const url = at(ofTheRun().appUrl, building);
    const app = openDatabase({ url, max: 1, applicationName: "spares", onError: () => undefined });
    const options = { appRole, steps: tenantMigrations, now: () => new Date() };
    await fillSpares(owner, app.bind("region", regionSchema), spares, options);
    await app.close();
  });
  return opened(ofTheRun(), name);
}
