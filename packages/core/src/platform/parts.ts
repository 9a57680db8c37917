import { type Expression, type ShallowDehydrateObject, type Simplify, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db } from "./db.ts";
import { type Beside, Piece, piecesAlone } from "./statement.ts";

/**
 * Something that one slice reads and that can be read together with what others read, in one statement of one
 * moment: a page or a cart then costs one round trip, however many slices know a piece of it. Rows travel as JSON:
 * moments arrive as text and whole numbers as numbers.
 */
export interface Part<T> {
  /** JSON values, each an expression of its own. */
  readonly columns: readonly Piece<unknown>[];
  readonly take: (values: readonly unknown[]) => T;
}

/** Ids to look for: known ones, or an array of them that the same statement finds. */
export type Ids = readonly string[] | Piece<string[]>;

const isExpression = (ids: readonly string[] | Expression<readonly string[]>): ids is Expression<readonly string[]> =>
  !Array.isArray(ids);

/** `= any(…)` with one parameter however many ids, so that the statement keeps its text and its plan. */
export function anyOf(ids: readonly string[] | Expression<readonly string[]>) {
  return isExpression(ids) ? sql<string>`any(${ids})` : sql<string>`any(${[...ids]}::text[])`;
}

/** The rows of a query as a part. */
export function part<R, T>(query: Piece<R>, take: (rows: Simplify<ShallowDehydrateObject<R>>[]) => T): Part<T> {
  type Rows = Simplify<ShallowDehydrateObject<R>>[];
  const column = new Piece(`rows(${query.key})`, query.values, (first) => jsonArrayFrom(query.build(first)));
  return { columns: [column], take: ([rows]) => take(rows as Rows) };
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

/** What a part has read, from the row of a statement that was run beside its columns. */
export function takenFrom<T>({ columns, take }: Part<T>, row: Beside): T {
  return take(columns.map((_, i) => row[`part_${i}`]));
}

/** Reads a part, in one statement; in none where there is nothing to read. */
export async function readPart<T>(db: Db, wanted: Part<T>): Promise<T> {
  if (wanted.columns.length === 0) return wanted.take([]);
  const [row] = await piecesAlone.beside(db, wanted.columns, {});
  if (row === undefined) throw new Error("a statement without a table has one row");
  return takenFrom(wanted, row);
}
