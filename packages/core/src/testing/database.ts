import { randomBytes } from "node:crypto";
import pg from "pg";
import { type Database, openDatabase } from "../platform/db.ts";
import { createSchema, type Migration } from "../platform/migrate.ts";
import { appRole, at, copyOf, required } from "./template.ts";

/** The test run's cluster, started once by the runner: an owner that migrates and the runtime role. */
export interface TestDatabase {
  readonly owner: pg.Pool;
  readonly app: Database;
  /** Statements that ran since the last `count()`. */
  readonly statements: string[];
  close(): Promise<void>;
}

/** Connections to the database that all tests share, or to the named one. */
export function openTestDatabase(name?: string): TestDatabase {
  const statements: string[] = [];
  const of = (url: string): string => (name === undefined ? url : at(url, name));
  const owner = new pg.Pool({ connectionString: of(required("TEST_DATABASE_OWNER_URL")), max: 2 });
  const app = openDatabase({
    url: of(required("TEST_DATABASE_URL")),
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

/**
 * A database of the test's own with these schemas at their newest step, under the names given; `what` names the set.
 * Cheaper than `freshSchema`: they are built once per run.
 */
export async function openCopiedDatabase(
  what: string,
  schemas: Readonly<Record<string, readonly Migration[]>>,
): Promise<TestDatabase> {
  const name = await copyOf(what, what, async (owner) => {
    for (const [schema, steps] of Object.entries(schemas)) await createSchema(owner, schema, steps, { appRole });
  });
  return openTestDatabase(name);
}
