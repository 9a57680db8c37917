import { type Database, openDatabase } from "@meridian/core/platform/db";
import type pg from "pg";
import { backendsOf, cpuSeconds } from "./cpu.ts";

interface Tables {
  products: { id: string; status: string; options: unknown };
  product_translations: { product_id: string; locale: string; title: string; description: string };
  variants: { id: string; product_id: string; sku: string; option_values: unknown; position: number };
  prices: { variant_id: string; currency: string; amount: number };
}

const productsEach = 20;

/** Twenty products in each shop, in two languages, each with three variants that have a price. */
export async function stock(owner: pg.Pool, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas)
    await owner.query(
      `insert into ${schema}.products (id, status, tax_class, tags, custom_fields, options, created_at, updated_at, published_at)
         select 'prd_' || n, 'active', 'standard', '[]', '{}', '[{"code": "size", "values": ["s", "m", "l"]}]', now(), now(), now()
         from generate_series(1, ${productsEach}) n;
       insert into ${schema}.product_slugs (slug, locale, product_id)
         select 'lamp-' || n, l, 'prd_' || n from generate_series(1, ${productsEach}) n, unnest(array['de', 'en']) l;
       insert into ${schema}.product_translations (product_id, locale, title, description, slug, option_texts, stale, search)
         select product_id, locale, 'Lamp ' || slug, repeat('A lamp of oiled oak, made by hand. ', 20), slug, '{}', '[]', 'lamp'
         from ${schema}.product_slugs;
       insert into ${schema}.variants (id, product_id, sku, option_values, position)
         select 'var_' || n || s, 'prd_' || n, 'LAMP-' || n || s, jsonb_build_object('size', s), 0
         from generate_series(1, ${productsEach}) n, unnest(array['s', 'm', 'l']) s;
       insert into ${schema}.prices (variant_id, currency, amount, updated_at) select id, 'EUR', 1999, now() from ${schema}.variants;`,
    );
}

/** A product with its texts, variants and prices, as a shop's page reads it: four tables, one statement. */
const readOne = (database: Database, schema: string, turn: number) =>
  database
    .bind("tenant", schema)
    .tables<Tables>()
    .selectFrom("products")
    .innerJoin("product_translations", "product_translations.product_id", "products.id")
    .innerJoin("variants", "variants.product_id", "products.id")
    .leftJoin("prices", "prices.variant_id", "variants.id")
    .select(["products.id", "products.options", "product_translations.title", "product_translations.description"])
    .select(["variants.id as variant", "variants.sku", "variants.option_values", "prices.currency", "prices.amount"])
    .where("products.id", "=", `prd_${1 + (turn % productsEach)}`)
    .where("product_translations.locale", "=", "en")
    .orderBy("variants.position")
    .execute();

/** Reads of all schemas in turn, four at a time. */
async function readAll(database: Database, schemas: readonly string[], times: number): Promise<void> {
  let next = 0;
  const reader = async (): Promise<void> => {
    for (let turn = next++; turn < times; turn = next++) {
      const rows = await readOne(database, schemas[turn % schemas.length] ?? "", turn);
      if (rows.length !== 3) throw new Error(`a product has ${rows.length} variants`);
    }
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
    for (const [turn, schema] of schemas.entries()) await readOne(database, schema, turn);
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
