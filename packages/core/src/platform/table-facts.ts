import type pg from "pg";

/** What the catalogue says of a schema's tables: needed where a schema is moved as a whole, never for a request. */
export interface TableFacts {
  /** The columns of each table's primary key, in the key's order. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** The columns of each table in their order; of type jsonb or of another. */
  readonly columns: ReadonlyMap<string, readonly { readonly name: string; readonly isJson: boolean }[]>;
  /** The other tables that each table refers to. */
  readonly refersTo: ReadonlyMap<string, readonly string[]>;
  /** Tables whose rows refer to rows of the same table. */
  readonly selfReferring: ReadonlySet<string>;
}

export async function tableFacts(client: pg.Pool | pg.PoolClient, schema: string): Promise<TableFacts> {
  const keys = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by k.place) as columns
     from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
     join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
     where n.nspname = $1 and i.indisprimary group by c.relname`,
    [schema],
  );
  const columns = await client.query<{ table: string; name: string; isJson: boolean }>(
    `select c.relname as table, a.attname as name, a.atttypid = 'pg_catalog.jsonb'::regtype as "isJson"
     from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`,
    [schema],
  );
  const foreign = await client.query<{ name: string; target: string }>(
    `select c.relname as name, f.relname as target from pg_catalog.pg_constraint k
     join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_class f on f.oid = k.confrelid
     join pg_catalog.pg_namespace n on n.oid = k.connamespace where n.nspname = $1 and k.contype = 'f'`,
    [schema],
  );
  const others = foreign.rows.filter(({ name, target }) => name !== target);
  return {
    keys: new Map(keys.rows.map(({ name, columns }) => [name, columns])),
    columns: Map.groupBy(columns.rows, ({ table }) => table),
    refersTo: new Map(
      [...Map.groupBy(others, ({ name }) => name)].map(([name, rows]) => [name, rows.map(({ target }) => target)]),
    ),
    selfReferring: new Set(foreign.rows.filter(({ name, target }) => name === target).map(({ name }) => name)),
  };
}

/** Tables so that each comes behind those that it refers to; throws when they refer to one another in a circle. */
export function byReference(names: readonly string[], refersTo: ReadonlyMap<string, readonly string[]>): string[] {
  const placed = new Set<string>();
  const order: string[] = [];
  const waiting = new Set(names.toSorted());
  while (waiting.size > 0) {
    const next = [...waiting].find((name) =>
      (refersTo.get(name) ?? []).every((one) => placed.has(one) || !waiting.has(one)),
    );
    if (next === undefined) throw new RangeError(`tables refer to one another in a circle: ${[...waiting].join(", ")}`);
    waiting.delete(next);
    placed.add(next);
    order.push(next);
  }
  return order;
}
