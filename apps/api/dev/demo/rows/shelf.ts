import pg from "pg";

export type Row = Readonly<Record<string, unknown>>;

/** A shop's tables, as far as copies need them: rows are read and written whole, as the database knows them. */
export interface Shelf {
  readonly schema: string;
  query<T extends Row>(text: string, values?: readonly unknown[]): Promise<readonly T[]>;
  rows(table: string, where: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  add(table: string, rows: readonly Row[]): Promise<void>;
}

const rowsAtOnce = 1_000;

/** Works in one transaction on the tables of the shop with that slug: all the copies are there, or none. */
export async function withShelf(url: string, slug: string, work: (shelf: Shelf) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query<{ schema_name: string }>(
      "select schema_name from region.tenants where slug = $1",
      [slug],
    );
    const schema = found.rows[0]?.schema_name;
    if (schema === undefined) throw new Error(`No shop is called ${slug}.`);
    await client.query(`begin; set local search_path to ${schema}, ext`);
    await work(shelfOf(client, schema));
    await client.query("commit");
    await client.query(`set search_path to ${schema}; analyze`);
  } finally {
    await client.end();
  }
}

function shelfOf(client: pg.Client, schema: string): Shelf {
  return {
    schema,
    query: async <T extends Row>(text: string, values: readonly unknown[] = []) =>
      (await client.query<T>(text, [...values])).rows,
    rows: async (table, where, values = []) => {
      const found = await client.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t where ${where}`, [
        ...values,
      ]);
      return found.rows.map(({ row }) => row);
    },
    add: async (table, rows) => {
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        const json = JSON.stringify(rows.slice(at, at + rowsAtOnce));
        await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
          json,
        ]);
      }
    },
  };
}
