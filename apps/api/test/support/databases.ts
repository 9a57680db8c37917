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
): Promise<OwnDatabase> {
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: required("TEST_DATABASE_OWNER_URL") });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const at = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const ownerUrl = at(required("TEST_DATABASE_OWNER_URL"));
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  await owner.query(
    `create schema ext; create extension pg_trgm schema ext; create extension unaccent schema ext; grant usage on schema ext to ${appRole}`,
  );
  await createSchema(owner, schema, steps, { appRole });
  return {
    ownerUrl,
    appUrl: at(required("TEST_DATABASE_URL")),
    owner,
    close: () => owner.end(),
  };
}
