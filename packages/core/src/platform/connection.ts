import pg from "pg";
import { isConnectionLost } from "./outages.ts";
import { type Answer, type Prepared, PreparedQuery } from "./prepared-query.ts";

/** When a connection is looked after, and when it is given up. */
export interface ConnectionLimits {
  /** Statements that it keeps prepared between two units of work. */
  readonly statements: number;
  /** How often it asks the server how much memory it holds there, milliseconds. */
  readonly askEveryMillis: number;
  /** Different tenants after which it is replaced: what it knows of them is freed by nothing else. */
  readonly tenants: number;
  /** Bytes in the server after which it is replaced. */
  readonly bytes: number;
}

type OnLost = (connection: Connection, error: Error) => void;

/** As the errors of a lost connection read: for who waited, it is one. */
const silent = (): Error => new Error("Connection terminated: the database gave no answer");
/** A goodbye that is not answered in such a time is not waited for. */
const goodbyeMillis = 2_000;

/** A part of the prepared statements is dropped at a time, so that this happens seldom. */
const shedShare = 0.1;

/**
 * One connection of a pool with what it has prepared. Each statement gets a name, so that PostgreSQL plans it once per
 * connection: planning is most of a small statement's cost. Names are numbers that are never used twice, found by the
 * statement's whole text, the schema's name in it: no tenant's statement can be taken for another's.
 */
export class Connection {
  readonly #client: pg.Client;
  readonly #limits: ConnectionLimits;
  readonly #prepared = new Map<string, Prepared>();
  readonly #tenants = new Set<string>();
  #count = 0;
  #askAt: number;
  #isHeavy = false;
  #isLost = false;
  #isEnding = false;
  /** Statements that have gone out without an answer, and since when there was none. */
  #open = 0;
  #silentSince = 0;
  #answeredAt = 0;

  private constructor(client: pg.Client, limits: ConnectionLimits, onLost: OnLost) {
    this.#client = client;
    this.#limits = limits;
    // Connections that were opened together do not ask together.
    this.#askAt = performance.now() + limits.askEveryMillis * (0.5 + Math.random());
    client.on("error", (error) => {
      if (this.#isLost || this.#isEnding) return;
      this.#isLost = true;
      onLost(this, error);
    });
  }

  static async open(config: pg.ClientConfig, limits: ConnectionLimits, onLost: OnLost): Promise<Connection> {
    // Statements of one transaction go out without waiting for each other's answers.
    const client = new pg.Client({ ...config, pipeline: true });
    const connection = new Connection(client, limits, onLost);
    try {
      await client.connect();
    } catch (error) {
      void connection.end();
      throw error;
    }
    return connection;
  }

  /** It can be given to the next unit of work: it is there, and no transaction was left open on it. */
  get isSound(): boolean {
    return !this.#isLost && this.#client.getTransactionStatus() === "I";
  }

  knows(schema: string): boolean {
    return this.#tenants.has(schema);
  }

  /** Notes that it serves a tenant now. */
  meet(schema: string): void {
    this.#tenants.add(schema);
  }

  /** Why it should be replaced, if it should. */
  get outgrown(): "tenants" | "memory" | null {
    if (this.#isHeavy) return "memory";
    return this.#tenants.size >= this.#limits.tenants ? "tenants" : null;
  }

  /** Sends the statement before it returns, so that what is asked in a row goes out in a row. */
  async query(text: string, values: readonly unknown[]): Promise<Answer> {
    if (this.#isLost) throw silent();
    this.#inOnePacket();
    try {
      return await this.#counted(this.#sent(text, values));
    } catch (error) {
      if (isConnectionLost(error)) this.#isLost = true;
      // Where it was asked, not where its answer was read.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  /** Notes that an answer is waited for, and when one came. */
  async #counted<R>(answer: Promise<R>): Promise<R> {
    if (this.#open++ === 0) this.#silentSince = performance.now();
    try {
      return await answer;
    } finally {
      this.#open--;
      if (!this.#isLost) this.#silentSince = this.#answeredAt = performance.now();
    }
  }

  /** So long an answer has been owed without any that came, milliseconds. */
  get silence(): number {
    return this.#open === 0 || this.#isLost ? 0 : performance.now() - this.#silentSince;
  }

  /** When its last answer came, by the process's own clock. */
  get answeredAt(): number {
    return this.#answeredAt;
  }

  /** Who waits for it is told at once that it is lost. */
  giveUp(): void {
    this.#isLost = true;
    this.#client.connection.stream.destroy(silent());
  }

  #sent(text: string, values: readonly unknown[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const callback = (error: Error | null, answer: Answer): void => (error ? reject(error) : resolve(answer));
      this.#client.query(
        /^(select|insert|update|delete|with)\b/.test(text)
          ? new PreparedQuery(this.#preparedAs(text), values, callback)
          : Object.assign(new pg.Query(text, [...values]), { callback }),
      );
    });
  }

  /** What is sent in the same turn of the event loop leaves together. */
  #inOnePacket(): void {
    const { stream } = this.#client.connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  #preparedAs(text: string): Prepared {
    const known = this.#prepared.get(text);
    // Set anew, so that the map is in the order of use.
    if (known !== undefined) this.#prepared.delete(text);
    const prepared = known ?? { name: `s${++this.#count}`, text, columns: null };
    this.#prepared.set(text, prepared);
    return prepared;
  }

  get needsCare(): boolean {
    return this.#prepared.size > this.#limits.statements || performance.now() >= this.#askAt;
  }

  /** Between two units of work: drops statements that were not used for long, and asks for its memory. */
  async care(): Promise<void> {
    if (this.#prepared.size > this.#limits.statements) await this.#shed();
    if (performance.now() >= this.#askAt) {
      this.#askAt = performance.now() + this.#limits.askEveryMillis * (0.9 + 0.2 * Math.random());
      this.#isHeavy = (await this.#bytes()) > this.#limits.bytes;
    }
  }

  async #shed(): Promise<void> {
    const keep = Math.floor(this.#limits.statements * (1 - shedShare));
    const old = [...this.#prepared.values()].slice(0, this.#prepared.size - keep);
    for (const { text } of old) this.#prepared.delete(text);
    // One that was never prepared (its table was missing) is not there to be dropped: each is dropped by itself.
    const { rows } = await this.#counted(
      this.#client.query<{ name: string }>("select name from pg_catalog.pg_prepared_statements where name = any($1)", [
        old.map(({ name }) => name),
      ]),
    );
    if (rows.length > 0)
      await this.#counted(this.#client.query(rows.map(({ name }) => `deallocate ${name}`).join(";")));
    this.#forgetParsed(rows.map(({ name }) => name));
  }

  /** The driver remembers each named text for as long as it lives, and has no word for forgetting one. */
  #forgetParsed(names: readonly string[]): void {
    const parsed: unknown = Reflect.get(this.#client.connection, "parsedStatements");
    if (typeof parsed !== "object" || parsed === null) return;
    for (const name of names) Reflect.deleteProperty(parsed, name);
  }

  /** Bytes that the server holds for this connection; none where the role may not ask. */
  async #bytes(): Promise<number> {
    try {
      const { rows } = await this.#counted(
        this.#client.query<{ bytes: number }>(
          "select sum(total_bytes)::float8 as bytes from pg_catalog.pg_backend_memory_contexts",
        ),
      );
      return rows[0]?.bytes ?? 0;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || isConnectionLost(error)) throw error;
      if (error.code === "42501") this.#askAt = Number.POSITIVE_INFINITY;
      return 0;
    }
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    const { stream } = this.#client.connection;
    if (this.#isLost) stream.destroy();
    const unanswered = setTimeout(() => stream.destroy(), goodbyeMillis);
    await this.#client.end().catch(() => undefined);
    clearTimeout(unanswered);
  }
}
