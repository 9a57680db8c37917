import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  type Expression,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type SelectQueryBuilder,
  sql,
} from "kysely";
import { type Db, runText } from "./db.ts";
import { Remembered } from "./remembered.ts";

/**
 * A builder takes longer to make a large statement's text than PostgreSQL takes to run it. So a statement's text is
 * made once per shape, without values and with a mark where a schema's name belongs; a run puts in the name, which
 * only a handle has, and binds the values.
 */

/** What a shape is given, as its builder sees it: each stands for a value that is bound anew at each run. */
export type Given<G> = { readonly [K in keyof G]: Expression<Exclude<G[K], undefined>> };
/** What is bound at a run; another piece in the place of a value becomes a part of the statement. */
type Filled<G> = { readonly [K in keyof G]: G[K] | Piece<G[K]> };
/** What decides the text itself: known names and yes or no, never what a caller has sent. */
type How = string | number | boolean | readonly How[] | { readonly [name: string]: How };

type AnyTables = Record<never, never>;
type Build<T, G, H, E> = (tables: Kysely<T>, given: Given<G>, how: H) => E;
/** Nothing to say of a shape that has one text. */
type HowOf<H extends How> = How extends H ? [] : [how: H];

/** Stands for a value while a text is made. */
class Slot {
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }
}

/** An expression with its values, told apart by its shape. It finds its tables as a part of a whole statement. */
export class Piece<R> {
  /** Equal for two pieces whose text is the same. */
  readonly key: string;
  readonly values: readonly unknown[];
  /** The expression; its values are those of the statement from the `first` on. */
  readonly build: (first: number) => Expression<R>;

  constructor(key: string, values: readonly unknown[], build: Piece<R>["build"]) {
    this.key = key;
    this.values = values;
    this.build = build;
  }
}

let shapes = 0;

class Shape<T, G, H extends How, E> {
  readonly #id = ++shapes;
  readonly #build: Build<T, G, H, E>;
  #usual: string | undefined;

  constructor(build: Build<T, G, H, E>) {
    this.#build = build;
  }

  filled(given: Filled<G>, how: H | undefined) {
    const names = Object.keys(given) as (keyof G & string)[];
    const listed = names.join();
    // Other names, or in another order, are another text.
    let key = listed === (this.#usual ??= listed) ? `${this.#id}` : `${this.#id}[${listed}]`;
    if (how !== undefined) key += JSON.stringify(how);
    const values: unknown[] = [];
    for (const name of names) {
      const value: unknown = given[name];
      if (value === undefined) throw new TypeError(`“${name}” is bound to no value`);
      if (value instanceof Piece) {
        key += `(${name}=${value.key})`;
        values.push(...value.values);
      } else values.push(value);
    }
    const build = (tables: Kysely<AnyTables>, first: number): E => {
      let at = first;
      const seen = names.map((name): [string, Expression<unknown>] => {
        const value: unknown = given[name];
        if (!(value instanceof Piece)) return [name, sql`${new Slot(at++)}`];
        const from = at;
        at += value.values.length;
        return [name, value.build(from)];
      });
      return this.#build(tables as object as Kysely<T>, Object.fromEntries(seen) as Given<G>, how as H);
    };
    return { key, values, build };
  }
}

/** A piece's shape. `build` sees nothing of a call but what it is given. */
export function piece<T, G, R, H extends How>(
  build: Build<T, G, H, Expression<R>>,
): (given: Filled<G>, ...how: HowOf<H>) => Piece<R> {
  const shape = new Shape(build);
  return (given, ...[how]) => {
    const { key, values, build: make } = shape.filled(given, how);
    return new Piece(key, values, (first) => make(unscoped, first));
  };
}

/** The ids that a piece of one column finds, for another piece of the same statement. */
export function arrayOf(query: Piece<unknown>): Piece<string[]> {
  return new Piece(`array(${query.key})`, query.values, (first) => sql<string[]>`array${query.build(first)}`);
}

type Row<C> = C extends Compilable<infer R> ? R : never;

/** What was read beside a statement's own columns. */
export type Beside = Readonly<Record<`part_${number}`, unknown>>;

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Statement<G, H extends How, R> {
  (db: Db, given: Filled<G>, ...how: HowOf<H>): Promise<R[]>;
  /** What is sent for a schema. */
  readonly sent: (schema: string, given: Filled<G>, ...how: HowOf<H>) => Sent;
  /** With pieces beside the columns of a select; they are `part_0`, `part_1`… of its rows. */
  readonly beside: (
    db: Db,
    pieces: readonly Piece<unknown>[],
    given: Filled<G>,
    ...how: HowOf<H>
  ) => Promise<(R & Beside)[]>;
}

/** A whole statement's shape: what it is called with runs it and answers its rows. */
export function statement<T, G, H extends How, C extends Compilable>(
  build: Build<T, G, H, C>,
): Statement<G, H, Row<C>> {
  const shape = new Shape(build);
  const sent = (schema: string, pieces: readonly Piece<unknown>[], given: Filled<G>, how: H | undefined): Sent => {
    const { key, values, build: make } = shape.filled(given, how);
    const all = pieces.reduce((sofar, { values: own }) => [...sofar, ...own], values);
    const text = textOf(`${key} ${pieces.map((one) => one.key).join(" ")}`, () => {
      const whole = make(scoped, 0);
      return pieces.length === 0 ? whole : withPieces(whole, pieces, values.length);
    });
    return { text: text.of(schema), values: text.bind(all) };
  };
  const run = <R>(db: Db, { text, values }: Sent): Promise<R[]> => runText<R>(db, text, values);
  return Object.assign(
    (db: Db, given: Filled<G>, ...[how]: HowOf<H>) => run<Row<C>>(db, sent(db.schema, [], given, how)),
    {
      sent: (schema: string, given: Filled<G>, ...[how]: HowOf<H>) => sent(schema, [], given, how),
      beside: (db: Db, pieces: readonly Piece<unknown>[], given: Filled<G>, ...[how]: HowOf<H>) =>
        run<Row<C> & Beside>(db, sent(db.schema, pieces, given, how)),
    },
  );
}

/** `select`, and of nothing but pieces. */
export const piecesAlone = statement((tables: Kysely<AnyTables>) => tables.selectNoFrom([]));

function withPieces(whole: Compilable, pieces: readonly Piece<unknown>[], first: number): Compilable {
  let at = first;
  const columns = pieces.map((one, i) => {
    const from = at;
    at += one.values.length;
    return sql`${one.build(from)}`.as(`part_${i}`);
  });
  return (whole as SelectQueryBuilder<AnyTables, never, AnyTables>).select(columns);
}

/** Stands where a schema's name belongs. No name that is quoted has braces, and values are no part of a text. */
const placeholder = "{schema}";
/** A piece gets its schema with the whole statement. */
const unscoped = new Kysely<AnyTables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const scoped = unscoped.withSchema(placeholder);

/** The text of a shape, and the order of its values. */
class Text {
  readonly #id: number;
  readonly #pieces: readonly string[];
  readonly #parameters: readonly unknown[];

  constructor(id: number, { sql: text, parameters }: CompiledQuery) {
    this.#id = id;
    this.#pieces = text.split(`"${placeholder}"`);
    this.#parameters = parameters;
  }

  bind(values: readonly unknown[]): unknown[] {
    return this.#parameters.map((value) => (value instanceof Slot ? values[value.at] : value));
  }

  /** The text for one schema. The same string while it is remembered: it is looked up by its address, not its letters. */
  of(schema: string): string {
    return spliced.get(`${this.#id} ${schema}`, () => this.#pieces.join(`"${schema}"`));
  }
}

let textsMade = 0;
/** By shape, of no tenant. */
const texts = new Remembered<Text>(2_000);
/** By shape and schema: a text with one schema's name in it is never given out for another. */
const spliced = new Remembered<string>(5_000);

function textOf(key: string, make: () => Compilable): Text {
  return texts.get(key, () => new Text(++textsMade, make().compile()));
}
