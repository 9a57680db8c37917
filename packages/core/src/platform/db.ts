import type { Kysely, PostgresPoolClient } from "kysely";
import pg from "pg";
import { DomainError } from "../kernel/errors.ts";
import { AffinePool, type PoolLimits } from "./affine-pool.ts";
import { builderOver, type NoTables } from "./builder.ts";
import { NamingClient } from "./naming-client.ts";
import { openOwnerPool } from "./owner-pool.ts";
import { Remembered } from "./remembered.ts";
import type { Urgency } from "./urgency.ts";

/** Which kind of schema a handle is bound to. */
export type Scope = "control" | "region" | "tenant";

declare const inTransaction: unique symbol;
declare const boundTo: unique symbol;

/**
 * A handle bound to one schema. Queries get their builder from it, so each statement is qualified with
 * that schema; there is no other way to a tenant's tables.
 */
export interface Db<S extends Scope = Scope> {
  readonly [boundTo]: S;
  readonly schema: string;
  tables<Tables>(): Kysely<Tables>;
}

/** A handle inside an open transaction. What locks or writes asks for this type. */
export interface Tx<S extends Scope = Scope> extends Db<S> {
  readonly [inTransaction]: true;
}

/** A schema's connections for work of one kind: they are asked for in that schema's name. */
interface Lane {
  readonly connect: () => Promise<NamingClient>;
  readonly builder: Kysely<NoTables>;
}

/** A handle's lane for work of each kind; null where work has its kind already, or needs none. */
type Turns = ((urgency: Urgency) => Lane) | null;

class Handle<S extends Scope> implements Db<S> {
  declare readonly [boundTo]: S;
  readonly schema: string;
  readonly lane: Lane;
  readonly turns: Turns;

  constructor(schema: string, lane: Lane, turns: Turns = null) {
    this.schema = schema;
    this.lane = lane;
    this.turns = turns;
  }

  get builder(): Kysely<NoTables> {
    return this.lane.builder;
  }

  tables<Tables>(): Kysely<Tables> {
    // Which tables a schema has is the slices' knowledge; the builder itself does not depend on them.
    const builder: object = this.builder;
    return builder as Kysely<Tables>;
  }

  async run<R>(text: string, values: readonly unknown[]): Promise<R[]> {
    const client = await this.lane.connect();
    try {
      return (await client.query<R>(text, values)).rows;
    } finally {
      client.release();
    }
  }
}

/** Its statements are sent at once and answered in their order, without waiting for each other. */
class TxHandle<S extends Scope> extends Handle<S> implements Tx<S> {
  declare readonly [inTransaction]: true;
  readonly #client: NamingClient;
  #own: Kysely<NoTables> | undefined;
  /** Writes whose answers are waited for at the end. */
  readonly last: Promise<unknown>[] = [];
  /** Why one of them failed: whatever is sent after it fails too, and does not know why. */
  failure: unknown;
  /** How many statements have gone out. */
  sent = 0;
  /** The commit has gone out: what is sent now would stand outside of the transaction. */
  #isOver = false;

  constructor(schema: string, lane: Lane, client: NamingClient) {
    super(schema, lane);
    this.#client = client;
  }

  override get builder(): Kysely<NoTables> {
    return (this.#own ??= builderOver(() => Promise.resolve(this.#kept()), this.schema));
  }

  override async run<R>(text: string, values: readonly unknown[]): Promise<R[]> {
    const answer = this.#open().query<R>(text, values);
    this.sent += 1;
    return (await answer).rows;
  }

  commit(): Promise<{ readonly command?: string }> {
    const committed = this.#open().query("commit", []);
    this.#isOver = true;
    return committed;
  }

  #open(): NamingClient {
    if (this.#isOver)
      throw new TypeError("the transaction's end was sent already: what is left to it is one statement");
    return this.#client;
  }

  /** For a builder, which must not give the connection back. */
  #kept(): PostgresPoolClient {
    const client = this.#open();
    return { query: client.query.bind(client), release: () => undefined };
  }
}

/** A bounded pool of connections to one database. Handles bound to its schemas come from `bind`. */
export interface Database {
  /** Plain connections beside those of the handles, opened when first used: for an owner's DDL and for looking in. */
  readonly pool: pg.Pool;
  /** Throws unless the database answers. */
  ping(): Promise<void>;
  /** Bytes that the database takes up. */
  size(): Promise<number>;
  bind<S extends Scope>(scope: S, schema: string): Db<S>;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly url: string;
  readonly max: number;
  readonly applicationName: string;
  /** Told of connection errors outside any query (the server went away). */
  readonly onError: (error: Error) => void;
  /** Called with each statement's text; counts statements per unit of work. */
  readonly onStatement?: (text: string) => void;
  /** What differs from the pool's usual limits. */
  readonly limits?: Partial<PoolLimits>;
}

/** bigint columns come as numbers, and a value that a double cannot hold exactly is an error. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("a bigint column holds more than 2^53 − 1");
  return value;
}
pg.types.setTypeParser(pg.types.builtins.INT8, safeInteger);
/** Dates without time stay `YYYY-MM-DD`: a Date would shift them by the process's time zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Lanes of so many schemas and kinds of work are kept ready: a region has thousands, and most sleep. */
const mostLanes = 4_000;

export function openDatabase({ url, max, applicationName, onError, onStatement, limits }: PoolOptions): Database {
  const affine = new AffinePool({ url, max, applicationName, onError, limits });
  const plain = openOwnerPool(url, onError, { max, applicationName });
  const newLane = (schema: string, isShared: boolean, urgency: Urgency): Lane => {
    const asker = affine.askerOf(schema, isShared, urgency);
    const connect = async (): Promise<NamingClient> => {
      const { connection, giveBack } = await affine.acquire(asker);
      return new NamingClient(connection, onStatement, giveBack);
    };
    return { connect, builder: builderOver(connect, schema) };
  };
  const ask = async (text: string): Promise<string> => {
    const { connection, giveBack } = await affine.acquire(affine.askerOf("", true, "sale"));
    const { rows } = await connection.query(text, []).finally(() => giveBack(false));
    const [row]: readonly { readonly answer?: string }[] = rows;
    return row?.answer ?? "";
  };
  const lanes = new Remembered<Lane>(mostLanes);
  const laneOf = (schema: string, isShared: boolean, urgency: Urgency): Lane =>
    lanes.get(`${schema} ${urgency}`, () => newLane(schema, isShared, urgency));
  return {
    pool: plain,
    ping: async () => void (await ask("select 'here' as answer")),
    size: async () => safeInteger(await ask("select pg_database_size(current_database())::text as answer")),
    bind: <S extends Scope>(scope: S, schema: string): Db<S> => {
      if (!/^[a-z][a-z0-9_]{0,62}$/.test(schema)) throw new RangeError("a schema's name is generated, never given");
      const isShared = scope !== "tenant";
      const lane = laneOf(schema, isShared, "browse");
      return new Handle<S>(schema, lane, isShared ? null : (urgency) => laneOf(schema, false, urgency));
    },
    close: async () => {
      await affine.close();
      if (!plain.ended) await plain.end();
    },
  };
}

function handleOf<S extends Scope>(db: Db<S>): Handle<S> {
  if (db instanceof Handle) return db as Handle<S>;
  throw new TypeError("a database handle comes from openDatabase().bind()");
}

/** The handle for work of this kind. The first to say decides: what a checkout calls hurries as the checkout does. */
export function inTurn<S extends Scope>(db: Db<S>, urgency: Urgency): Db<S> {
  return db instanceof Handle && db.turns !== null ? new Handle<S>(db.schema, db.turns(urgency)) : db;
}

export function isTx<S extends Scope>(db: Db<S>): db is Tx<S> {
  return db instanceof TxHandle;
}

/** Runs a text that `statement` has made for the handle's own schema. */
export async function runText<R>(db: Db, text: string, values: readonly unknown[]): Promise<R[]> {
  return handleOf(db).run<R>(text, values);
}

/**
 * Leaves the answer of a write that decides nothing more to the end of its transaction: its one statement goes out now,
 * and what follows, the commit too, need not wait for the answer. If it fails, nothing is committed.
 */
export async function lastly(tx: Tx, write: () => Promise<unknown>): Promise<void> {
  if (!(tx instanceof TxHandle)) throw new TypeError("only an open transaction has an end");
  const before = tx.sent;
  const writing = write();
  // What did not go out has failed before, or had nothing to write.
  if (tx.sent === before) return void (await writing);
  writing.catch((error: unknown) => void (tx.failure ??= error));
  tx.last.push(writing);
}

/** Deadlock, serialisation failure, and two writers that numbered the same aggregate's next event. */
function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  return state === "40001" || state === "40P01" || violates(error, "outbox_events_sequence");
}

const maxAttempts = 5;

/** The SQLSTATE of a database error, or undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** Whether the error is a violation of the constraint or unique index with this name. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.constraint === constraint;
}

/**
 * Runs `work` in a transaction; it commits when `work` returns and rolls back when it throws.
 * What only lost a race (see `isRetryable`) runs again as a whole, a few times.
 */
export async function transaction<S extends Scope, T>(db: Db<S>, work: (tx: Tx<S>) => Promise<T>): Promise<T> {
  const handle = handleOf(db);
  if (isTx(db)) throw new TypeError("transactions do not nest: join the open one");
  for (let attempt = 1; ; attempt++) {
    try {
      return await inOne(handle, work);
    } catch (error) {
      if (isRetryable(error) && attempt < maxAttempts) continue;
      if (sqlState(error) === "55P03") throw new DomainError("unavailable", "platform.busy", {}, { cause: error });
      throw error;
    }
  }
}

async function inOne<S extends Scope, T>({ schema, lane }: Handle<S>, work: (tx: Tx<S>) => Promise<T>): Promise<T> {
  const client = await lane.connect();
  const tx = new TxHandle<S>(schema, lane, client);
  let isUnsure = false;
  try {
    // Leaves in one packet with the first statement: nothing is decided by its answer.
    client.query("begin", []).catch(() => undefined);
    const value = await work(tx);
    const committed = tx.commit();
    // Of several failures the first one sent is the first one answered.
    await Promise.all([...tx.last, committed]);
    // PostgreSQL answers so where a failure was passed over.
    if ((await committed).command === "ROLLBACK") throw new Error("a statement of this transaction had failed");
    return value;
  } catch (error) {
    await client.query("rollback", []).catch(() => void (isUnsure = true));
    throw sqlState(error) === "25P02" ? (tx.failure ?? error) : error;
  } finally {
    client.release(isUnsure);
  }
}
