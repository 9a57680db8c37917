import { randomBytes } from "node:crypto";
import pg from "pg";
import { type Database, openDatabase } from "../platform/db.ts";
import { createSchema, type Migration } from "../platform/migrate.ts";

/** The test run's cluster, started once by the runner: an owner that migrates and the runtime role. */
export interface TestDatabase {
  readonly owner: pg.Pool;
  readonly app: Database;
  /** Statements that ran since the last `count()`. */
  readonly statements: string[];
  close(): Promise<void>;
}

const appRole = "meridian_app";

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with pnpm test`);
  return value;
}

export function openTestDatabase(): TestDatabase {
  const statements: string[] = [];
  const owner = new pg.Pool({ connectionString: required("TEST_DATABASE_OWNER_URL"), max: 2 });
  const app = openDatabase({
    url: required("TEST_DATABASE_URL"),
    max: 8,
    applicationName: "test",
    onError: (error) => {
      throw error;
    },
    onStatement: (text) => void statements.push(text),
  });
  return {
    owner,
    app,
    statements,
    close: async () => {
      await app.close();
      await owner.end();
    },
  };
}

/** A fresh schema with the given history; its name is generated. */
export async function freshSchema(
  database: TestDatabase,
  prefix: string,
  steps: readonly Migration[],
): Promise<string> {
  const schema = `${prefix}_${randomBytes(8).toString("hex")}`;
  await createSchema(database.owner, schema, steps, { appRole });
  return schema;
}
