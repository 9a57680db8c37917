import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from "kysely";
import type { Connection } from "./connection.ts";

/** A pooled connection in the hands of one unit of work; after it was given back it answers nothing. */
export class NamingClient implements PostgresPoolClient {
  readonly #connection: Connection;
  readonly #onStatement: ((text: string) => void) | undefined;
  #giveBack: ((destroy: boolean) => void) | null;

  constructor(
    connection: Connection,
    onStatement: ((text: string) => void) | undefined,
    giveBack: (destroy: boolean) => void,
  ) {
    this.#connection = connection;
    this.#onStatement = onStatement;
    this.#giveBack = giveBack;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(text: string | object, values: readonly unknown[] = []): unknown {
    if (typeof text !== "string") throw new TypeError("streaming by cursor is not set up");
    if (this.#giveBack === null) throw new TypeError("this connection was given back: its unit of work is over");
    this.#onStatement?.(text);
    return this.#connection.query(text, values);
  }

  release(destroy = false): void {
    const giveBack = this.#giveBack;
    if (giveBack === null) throw new TypeError("a connection is given back once");
    this.#giveBack = null;
    giveBack(destroy);
  }
}
