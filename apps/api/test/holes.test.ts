import type { Actor, AnyCtx, TenantCtx } from "@meridian/core/platform/context";
import { type Db, transaction, type Tx } from "@meridian/core/platform/db";
import { migration } from "@meridian/core/platform/migrate";
import { keyUse } from "@meridian/core/platform/idempotency";
import { newId } from "@meridian/core/platform/new-id";
import { metrics } from "@meridian/core/platform/observe";
import { openPicture } from "@meridian/core/media";
import { exportLink, openCopy, opensExport } from "@meridian/core/tenants";
import { regionMigrations } from "@meridian/core/platform-schema";
import { tenantMigrations, tenantTables } from "@meridian/core/tenant-schema";
import { freshSchema, openCopiedDatabase, openTestDatabase, type TestDatabase } from "@meridian/core/testing/database";
import { schemaFaults } from "@meridian/core/testing/schema-faults";
import { testSettings } from "@meridian/core/testing/tenant";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkLayering } from "../dev/layering.ts";
import type { Ticket, TicketQueue } from "../src/worker/queues.ts";

// Ways in which the separation of tenants can be forgotten; each is planted here and caught by a check.

let database: TestDatabase;
beforeAll(() => {
  database = openTestDatabase();
});
afterAll(() => database.close());

interface SourceHole {
  readonly hole: string;
  readonly rule: string;
  readonly path: string;
  readonly source: string;
}

const core = "packages/core/src";
const inSource: readonly SourceHole[] = [
  {
    hole: "a cache whose keys name no tenant",
    rule: "memory-is-reviewed",
    path: `${core}/catalog/shop-product.ts`,
    source: `const bySlug = new Map<string, Promise<ShopProduct>>();`,
  },
  {
    hole: "a cache made of the house's own parts, with keys that name no tenant",
    rule: "memory-is-reviewed",
    path: `${core}/catalog/shop-product.ts`,
    source: `const bySlug = createRecall(recall, (slug) => findProduct(slug));`,
  },
  {
    hole: "a memory of pages beside the one whose every key begins with the tenant",
    rule: "memory-is-reviewed",
    path: `${core}/catalog/shop-product.ts`,
    source: `const pages = new ShopMemory();`,
  },
  {
    hole: "the current tenant in a variable of the module",
    rule: "memory-is-reviewed",
    path: `${core}/carts/gather.ts`,
    source: `let current: Tenant | undefined;`,
  },
  {
    hole: "a raw table's name in SQL",
    rule: "raw-sql-names-no-table",
    path: `${core}/orders/queries.ts`,
    source: "const n = sql<number>`(select count(*) from orders where id = ${id})`;",
  },
  {
    hole: "a join across two tenants' schemas",
    rule: "raw-sql-names-no-table",
    path: `${core}/orders/queries.ts`,
    source: "const q = sql`select 1 from ${table}\n  join t_other.customers c on c.id = ${id}`;",
  },
  {
    hole: "a procedure that trusts an id and opens the schema it belongs to",
    rule: "schemas-are-bound-by-the-platform",
    path: `${core}/orders/get-order.ts`,
    source: `const db = database.bind("tenant", (await findTenantById(ctx.regionDb, input.tenantId)).schema);`,
  },
  {
    hole: "a procedure that runs SQL by itself",
    rule: "sql-only-in-queries",
    path: "apps/api/src/admin/orders.ts",
    source: `import pg from "pg";`,
  },
  {
    hole: "a search whose SQL names the tables itself",
    rule: "raw-sql-names-no-table",
    path: `${core}/catalog/queries/search.ts`,
    source: "const found = sql`select id from products where search_text ilike ${pattern} limit ${first}`;",
  },
  {
    hole: "an export that reads a schema by its name",
    rule: "schemas-are-bound-by-the-platform",
    path: `${core}/orders/export-orders.ts`,
    source: `const db = ctx.cells.tenantDb(input.cell, input.schema);`,
  },
  {
    hole: "an export that puts its file where it likes",
    rule: "files-have-one-door",
    path: `${core}/orders/export-orders.ts`,
    source: `import { createWriteStream } from "node:fs";`,
  },
  {
    hole: "a job that remembers between two tenants' runs",
    rule: "memory-is-reviewed",
    path: `${core}/media/fetch-pictures.ts`,
    source: `const fetched = new Set<string>();`,
  },
  {
    hole: "an idempotency key that is used beside the verb, in whichever schema",
    rule: "keys-are-claimed-by-the-wrapper",
    path: `${core}/orders/refund.ts`,
    source: `import { claimKey } from "../platform/idempotency.ts";`,
  },
  {
    hole: "a figure with a label that nobody has looked at",
    rule: "metrics-are-reviewed",
    path: `${core}/carts/add-line.ts`,
    source: `const adds = counter("meridian_adds_total", "Lines added.", ["email"]);`,
  },
  {
    hole: "a line of log that tells who bought",
    rule: "logs-name-no-person",
    path: `${core}/checkout/place-checkout.ts`,
    source: `ctx.log.info({ orderId, email: cart.email }, "an order was placed");`,
  },
  {
    hole: "a line of log into which values are written",
    rule: "logs-name-no-person",
    path: `${core}/checkout/place-checkout.ts`,
    source: "ctx.log.warn({ orderId }, `no stock for ${cart.name}`);",
  },
  {
    hole: "a path of a file without the tenant",
    rule: "files-have-one-door",
    path: `${core}/catalog/export-products.ts`,
    source: `import { writeFile } from "node:fs/promises";`,
  },
  {
    hole: "a name that the session's search_path completes",
    rule: "sql-never-switches-schema",
    path: `${core}/orders/queries.ts`,
    source: "await sql`set local search_path = ${schema}`.execute(db);",
  },
  {
    hole: "a setting of the session that the next borrower of the connection inherits",
    rule: "sql-never-switches-schema",
    path: `${core}/orders/queries.ts`,
    source: "await sql`select set_config('app.tenant', ${tenantId}, false)`.execute(db);",
  },
  {
    hole: "an advisory lock, which two tenants' equal numbers share",
    rule: "nothing-outlives-the-statement",
    path: `${core}/orders/queries.ts`,
    source: "await sql`select pg_advisory_xact_lock(${number})`.execute(tx);",
  },
  {
    hole: "a temporary table, which stays with the connection",
    rule: "nothing-outlives-the-statement",
    path: `${core}/orders/queries.ts`,
    source: "await sql`create temp table picked (id text)`.execute(tx);",
  },
  {
    hole: "a queue beside the outbox, whose tickets nobody gives a tenant",
    rule: "queues-only-in-worker",
    path: "apps/api/src/http/region-app.ts",
    source: `import { Queue } from "bullmq";`,
  },
  {
    hole: "a step that refers to another schema",
    rule: "migrations-name-their-schema",
    path: `${core}/tax/migrations/index.ts`,
    source: "`create table {schema}.a (b text references region.tenants (id))`",
  },
  {
    hole: "a step that makes a sequence",
    rule: "migrations-name-their-schema",
    path: `${core}/orders/migrations/index.ts`,
    source: "`alter table {schema}.orders add column no bigserial`",
  },
];

describe("a hole in the source is caught by the layering check", () => {
  it.each(inSource)("$hole: $rule", ({ rule, path, source }) => {
    const { violations } = checkLayering(new Map([[path, source]]));
    expect(violations.map((violation) => violation.rule)).toContain(rule);
  });
});

/** Not run: `tsc` fails where one of these compiles. */
export function heldByTypes(
  queue: TicketQueue,
  ctx: TenantCtx,
  control: Db<"control">,
  write: (tx: Tx<"tenant">) => void,
): void {
  const id = "job_1";
  // @ts-expect-error: a job without its tenant
  const ticket: Ticket = { id, part: "1" };
  // @ts-expect-error: the same, straight into the queue
  void queue.add([{ id, part: "1" }]);
  // @ts-expect-error: a name of a schema is no handle
  const byName: Db<"tenant"> = ctx.tenant.schema;
  // @ts-expect-error: the control plane's tables are not a tenant's
  const byMistake: Db<"tenant"> = control;
  // @ts-expect-error: the region's tables are not the tenant's
  void transaction(ctx.regionDb, async (tx) => write(tx));
  // @ts-expect-error: what writes wants the transaction, not the pool
  write(ctx.db);
  // @ts-expect-error: a picture without its tenant
  void openPicture(ctx.settings, "a.png");
  void [ticket, byName, byMistake];
}

const inSchema: readonly (readonly [hole: string, sql: string, fault: RegExp])[] = [
  ["a sequence", "create sequence {schema}.numbers", /numbers would be lost/],
  [
    "an identity column",
    "create table {schema}.a (id bigint primary key generated always as identity)",
    /a_id_seq would be/,
  ],
  [
    "a trigger and its function",
    `create function {schema}.f() returns trigger language plpgsql as 'begin return new; end';
     create trigger stamp before insert on {schema}.products for each row execute function {schema}.f()`,
    /stamp would be lost/,
  ],
  ["a view", "create view {schema}.v as select 1 as one", /v would be lost/],
  ["a type", "create type {schema}.colour as enum ('red')", /colour would be lost/],
  [
    "a key that points into another schema",
    `create schema if not exists {schema}_other; create table {schema}_other.t (id text primary key);
     create table {schema}.a (id text primary key references {schema}_other.t (id))`,
    /a_id_fkey refers to another schema/,
  ],
  ["a table without a key", "create table {schema}.a (id text)", /a has no primary key/],
  [
    "a column that nobody declared",
    "alter table {schema}.products add column buyer text",
    /products.buyer is not declared/,
  ],
];

describe("a hole in the schema is caught by its examination", () => {
  it.each(inSchema)("%s", async (_, sql, fault) => {
    const [region, schema] = ["r_shop", "t_shop"];
    const shop = await openCopiedDatabase("shop", { [region]: regionMigrations, [schema]: tenantMigrations });
    expect(await schemaFaults(shop.owner, schema, tenantTables)).toEqual([]);
    // Names are generated: only here does one stand inside another.
    await shop.owner.query(sql.replaceAll("{schema}", schema));
    expect((await schemaFaults(shop.owner, schema, tenantTables)).join("\n")).toMatch(fault);
    await shop.close();
  });
});

describe("a hole at run time is caught by the database's own rights, and fails closed", () => {
  it("a name without a schema is found nowhere, whichever tenant's connection it was", async () => {
    const schema = await freshSchema(database, "t", [
      migration("20261122_0001_a", "create table {schema}.orders (id text)"),
    ]);
    const { pool } = database.app;
    await pool.query(`select 1 from "${schema}".orders`);
    await expect(pool.query("select 1 from orders")).rejects.toMatchObject({ code: "42P01" });
    await expect(pool.query("create temp table orders (id text)")).rejects.toMatchObject({ code: "42501" });
  });

  it("no copy of a shop is opened under another shop's id, nor by a path", async () => {
    const settings = testSettings();
    const [mine, theirs] = [newId("ten"), newId("ten")];
    const exportId = newId("exp");
    const now = () => new Date();
    const link = new URL(exportLink({ settings, now }, mine, exportId));
    const [until, mac] = ["until", "mac"].map((name) => link.searchParams.get(name) ?? "") as [string, string];
    const opens = (tenantId: string, id: string) =>
      opensExport({ settings, now }, { tenantId, exportId: id, until, mac });
    expect([opens(mine, exportId), opens(theirs, exportId), opens(mine, newId("exp"))]).toEqual([true, false, false]);
    for (const tenantId of ["", "..", `${theirs}/../${mine}`])
      await expect(openCopy(settings.mediaDir, tenantId, exportId)).rejects.toThrow(RangeError);
    for (const id of ["", "..", `../${theirs}/${exportId}`])
      await expect(openCopy(settings.mediaDir, mine, id)).rejects.toThrow(RangeError);
  });

  it("what belongs to no tenant has no idempotency scope of its own: the same key of two callers, or for two verbs, is two", () => {
    const ctx = (actor: Actor) => ({ idempotencyKey: "one", actor }) as AnyCtx;
    const shoppers = [newId("key"), newId("key")].map((keyId): Actor => ({
      kind: "shopper",
      keyId,
      channel: "web",
      customerId: null,
    }));
    const staff: Actor = { kind: "staff", userId: newId("usr"), role: "owner", locales: null };
    const scopes = [...shoppers, staff].flatMap((actor) =>
      ["orders.refund", "orders.cancel"].map((verb) => keyUse(ctx(actor), verb, {})?.scope),
    );
    expect(new Set(scopes).size).toBe(6);
  });

  it("figures have labels of few known values, and one with another label is noticed", async () => {
    const known = /^(?:verb|outcome|tenant|database|state|how|why|urgency|scope|le|quantile)$/;
    const unknown = (figures: readonly { readonly values: readonly { readonly labels: object }[] }[]): string[] =>
      figures.flatMap(({ values }) =>
        values.flatMap(({ labels }) => Object.keys(labels).filter((label) => !known.test(label))),
      );
    const figures = await metrics.getMetricsAsJSON();
    expect(figures.length).toBeGreaterThan(5);
    expect(unknown(figures)).toEqual([]);
    expect(unknown([{ values: [{ labels: { verb: "carts.add_line", email: "erika@example.com" } }] }])).toEqual([
      "email",
    ]);
  });

  it("a path of a file with somebody else's name, or none, opens nothing", async () => {
    const settings = testSettings();
    const file = `${"0".repeat(64)}.png`;
    for (const tenantId of ["", ".", "..", "ten_../ten_", `ten_${"0".repeat(26)}/..`])
      expect(await openPicture(settings, tenantId, file)).toBeUndefined();
  });
});
