import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";

export type NoTables = Record<never, never>;

/** A builder for one schema, which runs what it has built on connections that `connect` gives it. */
export function builderOver(connect: () => Promise<PostgresPoolClient>, schema: string): Kysely<NoTables> {
  const pool = { connect, end: () => Promise.resolve(), options: {} };
  return new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema);
}
