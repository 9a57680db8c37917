import pg from "pg";
import { boundValue } from "./bound-value.ts";

/** What the driver says of a statement that ran. */
export type Answer = Pick<pg.QueryResult, "command" | "rowCount" | "rows">;
type Callback = (error: Error | null, answer: Answer) => void;

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

/** A statement under its name on one connection. Its columns stay: PostgreSQL refuses to run it once they would change. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
  /** Null until it has run once. */
  columns: readonly Column[] | null;
}

/** What the driver knows of a connection's statements, by name. */
interface Parsing {
  readonly parsedStatements: Readonly<Record<string, string>>;
  readonly submittedNamedStatements: Record<string, string>;
}

/** Execute without limit, and Sync (PostgreSQL's documentation § 54.7). */
const executeAndSync = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);

/**
 * The driver's query for a statement that runs again and again. The driver has its columns described at each run, and
 * makes their readers anew: that costs server and process more than a small statement does. Here they are asked for
 * once. The methods are those that the driver calls as its messages arrive.
 */
export class PreparedQuery extends pg.Query {
  /** By which the driver notes that it was parsed. */
  readonly name: string;
  readonly #statement: Prepared;
  readonly #values: (string | Buffer | null)[];
  readonly #done: Callback;
  readonly #rows: Record<string, unknown>[] = [];
  #columns: readonly Column[] = [];
  #tag = "";
  #fault: Error | null = null;

  constructor(statement: Prepared, values: readonly unknown[], done: Callback) {
    super(statement.text);
    this.name = statement.name;
    this.#statement = statement;
    this.#values = values.map(boundValue);
    this.#done = done;
  }

  prepare(connection: pg.Connection & Parsing): void {
    const { name, text, columns } = this.#statement;
    const { parsedStatements, submittedNamedStatements } = connection;
    if (parsedStatements[name] === undefined && submittedNamedStatements[name] === undefined) {
      connection.parse({ name, text, types: [] }, true);
      submittedNamedStatements[name] = text;
    }
    connection.bind({ statement: name, values: this.#values }, true);
    if (columns === null) connection.describe({ type: "P" }, true);
    else this.#columns = columns;
    connection.stream.write(executeAndSync);
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, read: pg.types.getTypeParser(dataTypeID, "text") }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const row: Record<string, unknown> = {};
    try {
      this.#columns.forEach(({ name, read }, i) => {
        const value = fields[i] ?? null;
        row[name] = value === null ? null : read(value);
      });
      this.#rows.push(row);
    } catch (error) {
      this.#fault ??= error as Error;
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#tag = text;
    this.#statement.columns = this.#columns;
  }

  handleError(error: Error): void {
    this.#done(this.#fault ?? error, this.#answer());
  }

  handleReadyForQuery(): void {
    this.#done(this.#fault, this.#answer());
  }

  /** Of a command's tag the first word is its name and the last its count of rows: `INSERT 0 1`. */
  #answer(): Answer {
    const count = Number(this.#tag.slice(this.#tag.lastIndexOf(" ") + 1));
    const [command = ""] = this.#tag.split(" ", 1);
    return { command, rowCount: Number.isNaN(count) ? null : count, rows: this.#rows };
  }
}
