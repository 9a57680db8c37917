import { randomBytes } from "node:crypto";
import { infraMigrations } from "@meridian/core/platform/infra-migrations";
import { createSchema, type Migration } from "@meridian/core/platform/migrate";
import pg from "pg";

const appRole = "meridian_app";

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with pnpm test`);
  return value;
}

/** Whose databases a test uses: the run's, unless it brings a cluster that it may stop. */
export interface ClusterUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

const ofTheRun = (): ClusterUrls => ({
  ownerUrl: required("TEST_DATABASE_OWNER_URL"),
  appUrl: required("TEST_DATABASE_URL"),
});

/** A database of its own in the run's cluster, which ends with the run; one schema is at its newest step. */
export interface OwnDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

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
  const at = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const ownerUrl = at(cluster.ownerUrl);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  // A cluster that a test stops takes the idle connections with it.
  owner.on("error", () => undefined);
  await owner.query(
    `create schema ext; create extension pg_trgm schema ext; create extension unaccent schema ext; grant usage on schema ext to ${appRole}`,
  );
  await createSchema(owner, schema, steps, { appRole });
  return {
    ownerUrl,
    appUrl: at(cluster.appUrl),
    owner,
    close: () => owner.end(),
  };
}
