import { type Database, openDatabase } from "@meridian/core/platform/db";
import type pg from "pg";
import { backendsOf, cpuSeconds } from "./cpu.ts";

interface Tables {
  products: { id: string };
  product_translations: { product_id: string; title: string };
  variants: { id: string; product_id: string };
  prices: { variant_id: string; amount: number };
}

/** A product with its texts, variants and prices, as a shop's page reads it: four tables, one statement. */
const readOne = (database: Database, schema: string) =>
  database
    .bind("tenant", schema)
    .tables<Tables>()
    .selectFrom("products")
    .innerJoin("product_translations", "product_translations.product_id", "products.id")
    .innerJoin("variants", "variants.product_id", "products.id")
    .leftJoin("prices", "prices.variant_id", "variants.id")
    .select(["products.id", "product_translations.title", "variants.id as variant", "prices.amount"])
    .where("products.id", "=", "prd_none")
    .execute();

/** Reads of all schemas in turn, four at a time. */
async function readAll(database: Database, schemas: readonly string[], times: number): Promise<void> {
  let next = 0;
  const reader = async (): Promise<void> => {
    while (next < times) await readOne(database, schemas[next++ % schemas.length] ?? "");
  };
  await Promise.all(Array.from({ length: 4 }, reader));
}

const mostAttempts = 5;

/** Microseconds of the server's CPU per read over a pool as a process has it, everything warm. */
export async function cpuPerRead(urls: { app: string; owner: pg.Pool }, schemas: readonly string[], times: number) {
  const applicationName = `bench-reads-${schemas.length}`;
  const database = openDatabase({ url: urls.app, max: 12, applicationName, onError: () => undefined });
  const pids = (): Promise<number[]> => backendsOf(urls.owner, applicationName);
  try {
    // Each tenant is met by both of its connections before anything is counted.
    await readAll(database, schemas, Math.max(3 * schemas.length, times));
    for (let attempt = 1; ; attempt++) {
      const backends = await pids();
      const before = backends.map(cpuSeconds).reduce((sum, one) => sum + one, 0);
      await readAll(database, schemas, times);
      const after = backends.map(cpuSeconds).reduce((sum, one) => sum + one, 0);
      // A connection that has met too many tenants is replaced now and then, and what the new one spends is not seen.
      if ((await pids()).join() === backends.join()) return (1e6 * (after - before)) / times;
      if (attempt === mostAttempts) throw new Error("connections are replaced again and again");
    }
  } finally {
    await database.close();
  }
}

/** Bytes that one connection holds after it has read from each of the schemas. */
export async function bytesHeld(appUrl: string, schemas: readonly string[]): Promise<number> {
  const database = openDatabase({
    url: appUrl,
    max: 1,
    applicationName: "bench-memory",
    onError: () => undefined,
    limits: { tenants: Number.POSITIVE_INFINITY },
  });
  try {
    for (const schema of schemas) await readOne(database, schema);
    const client = database.bind("tenant", schemas[0] ?? "");
    const { rows } = await client
      .tables<{ pg_backend_memory_contexts: { total_bytes: number } }>()
      .withSchema("pg_catalog")
      .selectFrom("pg_backend_memory_contexts")
      .select((eb) => eb.fn.sum<string>("total_bytes").as("bytes"))
      .execute()
      .then((found) => ({ rows: found }));
    return Number(rows[0]?.bytes);
  } finally {
    await database.close();
  }
}
