import type pg from "pg";
import { tablesOf } from "./hashes.ts";

/** Knows what the tables of some schemas hold without reading them again: each written row is noted by a trigger. */
export interface Watch {
  /** How many rows each table has, and the sum of their hashes, by `<schema>.<table>`. */
  look(): Promise<Record<string, string>>;
  /** Reads everything: the tables that hold something else than was noted, or were not there at the beginning. */
  missed(): Promise<string[]>;
}

interface Content {
  readonly rows: bigint;
  readonly hashes: bigint;
}
type Contents = Map<string, Content>;

/** Written in the writer's own transaction: what was rolled back was not written. Nobody waits for an insert. */
const notebook = `
create schema watched;
create unlogged table watched.written (name text not null, rows integer not null, hashes numeric not null);
create function watched.note() returns trigger language plpgsql security definer as $$
begin
  if tg_op <> 'INSERT' then
    insert into watched.written values (tg_argv[0], -1, -(hashtextextended(old::text, 0)::numeric));
  end if;
  if tg_op <> 'DELETE' then
    insert into watched.written values (tg_argv[0], 1, hashtextextended(new::text, 0));
  end if;
  return null;
end $$;`;

const readNotes = `with notes as (delete from watched.written returning name, rows, hashes)
select name, sum(rows)::text as rows, sum(hashes)::text as hashes from notes group by name`;

/** What the tables hold but for what stands in the notebook, as of one moment. */
const readTables = (names: readonly string[]): string => {
  const parts = names.map(
    (name) =>
      `select '${name}' as name, count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)), 0) as hashes from ${quoted(name)} t`,
  );
  return `with notes as (select name, sum(rows) as rows, sum(hashes) as hashes from watched.written group by name)
    select name, (t.rows - coalesce(n.rows, 0))::text as rows, (t.hashes - coalesce(n.hashes, 0))::text as hashes
    from (${parts.join(" union all ")}) t left join notes n using (name)`;
};

const quoted = (name: string): string =>
  name
    .split(".")
    .map((part) => `"${part}"`)
    .join(".");

async function contentsBy(owner: pg.Pool, name: string, text: string): Promise<Contents> {
  const { rows } = await owner.query<{ name: string; rows: string; hashes: string }>({ name, text });
  return new Map(rows.map((one) => [one.name, { rows: BigInt(one.rows), hashes: BigInt(one.hashes) }]));
}

/** Begins to watch the schemas of one database, but for the tables named. */
export async function watch(owner: pg.Pool, schemas: readonly string[], but: readonly string[]): Promise<Watch> {
  const watchedTables = async (): Promise<string[]> => {
    const all = await Promise.all(
      schemas.map(async (schema) => (await tablesOf(owner, schema)).map((table) => `${schema}.${table}`)),
    );
    return all.flat().filter((name) => !but.includes(name));
  };
  const names = await watchedTables();
  await owner.query(notebook);
  // Each in a transaction of its own: who writes to two of them at this moment waits for none of them long.
  for (const name of names)
    await owner.query(
      `create trigger watched after insert or update or delete on ${quoted(name)} for each row execute function watched.note('${name}')`,
    );
  const known = await contentsBy(owner, "tables at first", readTables(names));
  const look = async (): Promise<Record<string, string>> => {
    for (const [name, { rows, hashes }] of await contentsBy(owner, "notes", readNotes)) {
      const before = known.get(name) ?? { rows: 0n, hashes: 0n };
      known.set(name, { rows: before.rows + rows, hashes: before.hashes + hashes });
    }
    return Object.fromEntries([...known].map(([name, { rows, hashes }]) => [name, `${rows} ${hashes}`]));
  };
  return {
    look,
    missed: async () => {
      const noted = await look();
      const there = await contentsBy(owner, "tables at last", readTables(await watchedTables()));
      const missed = [...there].filter(([name, { rows, hashes }]) => noted[name] !== `${rows} ${hashes}`);
      const gone = Object.keys(noted).filter((name) => !there.has(name));
      return [...missed.map(([name]) => name), ...gone];
    },
  };
}
