import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { openDatabase } from "@meridian/core/platform/db";
import { createSchema, migration } from "@meridian/core/platform/migrate";
import { regionMigrations, regionSchema } from "@meridian/core/platform-schema";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { migrateTenants } from "@meridian/core/tenants";
import pg from "pg";
import { createDatabase } from "../../test/support/databases.ts";
import { withPostgres } from "./postgres.ts";
import { atMost, type Part, type Row, told } from "./row.ts";

const many = 1_000;
const few = 10;
const appRole = "meridian_app";

const middle = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;

/** A product with its texts, variants and prices: one statement, prepared once for each schema and connection. */
const read = (schema: string) => ({
  name: `read ${schema}`,
  text: `select p.id, t.title, v.id as variant, r.amount from "${schema}".products p
    join "${schema}".product_translations t on t.product_id = p.id
    join "${schema}".variants v on v.product_id = p.id
    left join "${schema}".prices r on r.variant_id = v.id where p.id = $1`,
  values: ["prd_none"],
});

/** Seconds of CPU that a process of this machine has used (proc(5), fields 14 and 15, in ticks of 10 ms). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Microseconds of the backend's CPU per read, and how many bytes it holds afterwards. */
async function readAll(
  url: string,
  schemas: readonly string[],
  times: number,
): Promise<{ micros: number; bytes: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const pid = rows[0]?.pid ?? 0;
  for (const schema of schemas) await client.query(read(schema));
  const before = cpuOf(pid);
  for (let i = 0; i < times; i++) await client.query(read(schemas[i % schemas.length] ?? ""));
  const micros = (1e6 * (cpuOf(pid) - before)) / times;
  const held = await client.query<{ bytes: string }>(
    "select sum(total_bytes)::text as bytes from pg_backend_memory_contexts",
  );
  await client.end();
  return { micros, bytes: Number(held.rows[0]?.bytes) };
}

/** What a thousand tenants of one region cost: schemas, memory of connections, a migration over all, reads. */
export const tenants: Part = () =>
  withPostgres(async () => {
    const database = await createDatabase("bench", regionSchema, regionMigrations);
    const app = openDatabase({ url: database.ownerUrl, max: 2, applicationName: "bench", onError: () => undefined });
    try {
      const schemas: string[] = [];
      const provisioning: number[] = [];
      for (let i = 0; i < many; i++) {
        const schema = `t_${randomBytes(10).toString("hex")}`;
        const started = performance.now();
        await createSchema(database.owner, schema, tenantMigrations, { appRole });
        provisioning.push(performance.now() - started);
        await database.owner.query(
          `insert into ${regionSchema}.spare_schemas (schema_name, state, created_at) values ($1, 'ready', now())`,
          [schema],
        );
        schemas.push(schema);
      }
      const started = performance.now();
      const step = migration(
        "20991231_0001_bench",
        "alter table {schema}.products add column bench text; create index products_bench on {schema}.products (bench);",
      );
      const run = await migrateTenants(database.owner, app.bind("region", regionSchema), {
        appRole,
        steps: [...tenantMigrations, step],
        percent: 100,
        maxFailures: 0,
        workers: 2,
        pause: () => Promise.resolve(),
        now: () => new Date(),
      });
      if (run.changed !== many) throw new Error(`${run.changed} of ${many} schemas changed: ${run.failed[0] ?? ""}`);
      const seconds = (performance.now() - started) / 1000;
      // In turns, so that a neighbour on the machine is in both figures.
      const pairs: { wide: number; narrow: number; perTenant: number }[] = [];
      for (let i = 0; i < 3; i++) {
        const narrow = await readAll(database.appUrl, schemas.slice(0, few), 3_000);
        const wide = await readAll(database.appUrl, schemas, 3_000);
        const perTenant = (wide.bytes - narrow.bytes) / (many - few) / 1024;
        pairs.push({ wide: wide.micros, narrow: narrow.micros, perTenant });
      }
      return [
        told("tenants: a new schema, middle", middle(provisioning), "ms", `of ${many}`),
        told(`tenants: a column and an index over ${many}`, seconds, "s", "without pauses"),
        told("tenants: memory of a connection per hot tenant", middle(pairs.map((pair) => pair.perTenant)), "kB"),
        told(`tenants: a read with ${few}`, middle(pairs.map((pair) => pair.narrow)), "µs CPU"),
        told(`tenants: a read with ${many}`, middle(pairs.map((pair) => pair.wide)), "µs CPU"),
        atMost(
          `tenants: ${many} compared with ${few}`,
          middle(pairs.map(({ wide, narrow }) => wide / narrow)),
          "×",
          1.5,
        ),
      ] satisfies Row[];
    } finally {
      await app.close();
      await database.close();
    }
  });
