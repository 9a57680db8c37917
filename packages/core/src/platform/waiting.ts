import { type Expression, type RawBuilder, sql } from "kysely";

/** Of these names, those whose query finds something. */
export function namesFound(queries: Readonly<Record<string, Expression<unknown>>>): RawBuilder<string[]> {
  const looks = Object.entries(queries).map(
    ([name, query]) => sql`case when exists ${query} then ${sql.lit(name)} end`,
  );
  return sql<string[]>`array_remove(array[${sql.join(looks)}]::text[], null)`;
}
