import { createHash } from "node:crypto";
import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from "kysely";
import type pg from "pg";

const namedPerConnection = 2_000;
const namesOfConnection = new WeakMap<pg.PoolClient, Map<string, string>>();

function namesOf(client: pg.PoolClient): Map<string, string> {
  const known = namesOfConnection.get(client) ?? new Map<string, string>();
  namesOfConnection.set(client, known);
  return known;
}

/**
 * A pooled connection that names each statement by its text, so that PostgreSQL plans it once per
 * connection: planning is most of a small statement's cost. Transaction words stay unnamed.
 */
export class NamingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #onStatement: ((text: string) => void) | undefined;

  constructor(client: pg.PoolClient, onStatement: ((text: string) => void) | undefined) {
    this.#client = client;
    this.#onStatement = onStatement;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(text: string | object, values: readonly unknown[] = []): unknown {
    if (typeof text !== "string") throw new TypeError("streaming by cursor is not set up");
    this.#onStatement?.(text);
    const name = /^(select|insert|update|delete|with)\b/.test(text) ? this.#nameOf(text) : undefined;
    const query = { text, values: [...values], ...(name === undefined ? {} : { name }) };
    return this.#client.query(query);
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }

  #nameOf(text: string): string | undefined {
    const names = namesOf(this.#client);
    const known = names.get(text);
    if (known !== undefined || names.size >= namedPerConnection) return known;
    const name = createHash("sha1").update(text).digest("base64url");
    names.set(text, name);
    return name;
  }
}
