import {
  type AliasedExpression,
  type Expression,
  type Kysely,
  type ShallowDehydrateObject,
  type Simplify,
  sql,
} from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db } from "./db.ts";

/**
 * Something that one slice reads and that can be read together with what others read, in one statement of one
 * moment: a page or a cart then costs one round trip, however many slices know a piece of it. Rows travel as JSON:
 * moments arrive as text and whole numbers as numbers.
 */
export interface Part<T> {
  /** JSON values, each an expression of its own. */
  readonly columns: readonly Expression<unknown>[];
  readonly take: (values: readonly unknown[]) => T;
}

/**
 * The builder for a part's queries. They get their schema with the whole statement: run alone, one would find no table.
 */
export function partOf<Tables>(db: Db): Kysely<Tables> {
  return db.tables<Tables>().withoutPlugins();
}

/** Ids to look for: known ones, or an expression for an array of them in the same statement. */
export type Ids = readonly string[] | Expression<string[]>;

const isExpression = (ids: Ids): ids is Expression<string[]> => !Array.isArray(ids);

/** `= any(…)` with one parameter however many ids, so that the statement keeps its text and its plan. */
export function anyOf(ids: Ids) {
  return isExpression(ids) ? sql<string>`any(${ids})` : sql<string>`any(${[...ids]}::text[])`;
}

/** The ids that a query of one column finds, for another query of the same statement. */
export function arrayOf(query: Expression<unknown>): Expression<string[]> {
  return sql<string[]>`array${query}`;
}

/** The rows of a query as a part. */
export function part<R, T>(query: Expression<R>, take: (rows: Simplify<ShallowDehydrateObject<R>>[]) => T): Part<T> {
  type Rows = Simplify<ShallowDehydrateObject<R>>[];
  return { columns: [jsonArrayFrom(query)], take: ([rows]) => take(rows as Rows) };
}

/** A part for which nothing has to be read. */
export function known<T>(value: T): Part<T> {
  return { columns: [], take: () => value };
}

type Parts = Readonly<Record<string, Part<unknown>>>;
export type Taken<P extends Parts> = { readonly [K in keyof P]: P[K] extends Part<infer T> ? T : never };

/** Several parts as one; `make` turns what they read into what is wanted. */
export function together<const P extends Parts, T = Taken<P>>(
  parts: P,
  make: (taken: Taken<P>) => T = (taken) => taken as T,
): Part<T> {
  const entries = Object.entries(parts);
  return {
    columns: entries.flatMap(([, { columns }]) => columns),
    take: (values) => {
      let from = 0;
      const taken = entries.map(([name, { columns, take }]) => {
        const own = values.slice(from, from + columns.length);
        from += columns.length;
        return [name, take(own)];
      });
      return make(Object.fromEntries(taken) as Taken<P>);
    },
  };
}

/** The part's columns beside others of a query; `takenFrom` finds them in its row. */
export function selectionOf({ columns }: Part<unknown>): AliasedExpression<unknown, string>[] {
  return columns.map((column, i) => sql`${column}`.as(`part_${i}`));
}

export function takenFrom<T>({ columns, take }: Part<T>, row: object): T {
  const values: Readonly<Record<string, unknown>> = { ...row };
  return take(columns.map((_, i) => values[`part_${i}`]));
}

/** Reads a part, in one statement; in none where there is nothing to read. */
export async function readPart<T>(db: Db, wanted: Part<T>): Promise<T> {
  if (wanted.columns.length === 0) return wanted.take([]);
  const row = await db.tables<Record<never, never>>().selectNoFrom(selectionOf(wanted)).executeTakeFirstOrThrow();
  return takenFrom(wanted, row);
}
