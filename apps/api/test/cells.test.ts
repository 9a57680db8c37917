import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { migration } from "@meridian/core/platform/migrate";
import { regionSchema } from "@meridian/core/platform-schema";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { hibernate, migrateTenants } from "@meridian/core/tenants";
import { TenantRef } from "@meridian/core/tenants/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workContext } from "../src/worker/platform-work.ts";
import { childEnv } from "./support/child-env.ts";
import { createDatabase, type OwnDatabase } from "./support/databases.ts";
import { ok, send } from "./support/http.ts";
import { until } from "./support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { openSellableShop, type SellableShop, sessionOf, shopper } from "./support/sellable.ts";

const cli = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));

let second: OwnDatabase;
let platform: TestPlatform;
let shops: readonly SellableShop[];
beforeAll(async () => {
  // A second cell has no tables of the region: only what every database of ours has.
  second = await createDatabase("eu_b", "no_tables_of_the_region", []);
  // One shop in each database, and each could take a second one.
  platform = await openTestPlatform({
    worker: true,
    more: { CELL_SOFT_LIMIT: "1", CELL_HARD_LIMIT: "2" },
    euCellB: second,
  });
  // A shop goes where a schema stands ready, even to the fuller database: first both have one.
  await until("spares in both", async () => {
    const { rows } = await first().owner.query(
      `select distinct cell from ${regionSchema}.spare_schemas where state = 'ready'`,
    );
    return rows.length === 2 ? true : undefined;
  });
  shops = [await openSellableShop(platform, 10), await openSellableShop(platform, 10)];
});
afterAll(async () => {
  await platform.close();
  await second.close();
});

const first = (): OwnDatabase => platform.regions.eu.database;

async function schemasIn(database: OwnDatabase): Promise<string[]> {
  const { rows } = await database.owner.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname like 't\\_%' order by nspname",
  );
  return rows.map(({ name }) => name);
}

/** Where the directory says that the shops are, in the order in which they were opened. */
async function directory(): Promise<{ id: string; cell: string; schema: string }[]> {
  const { rows } = await first().owner.query<{ id: string; cell: string; schema: string }>(
    `select id, cell, schema_name as schema from ${regionSchema}.tenants order by created_at, id`,
  );
  return rows;
}

function meridian(words: readonly string[], more: Record<string, string> = {}): Promise<{ code: number; out: string }> {
  const env = { ...childEnv(), ...platform.regions.eu.env, ...more };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...words], { env }, (_error, out) =>
      resolve({ code: child.exitCode ?? -1, out }),
    );
  });
}

describe("a region with two databases", { timeout: 120_000 }, () => {
  it("opens each new shop where there is room, its whole schema in one of them", async () => {
    const [a, b] = await directory();
    expect([a?.cell, b?.cell]).toEqual(["a", "b"]);
    expect(await schemasIn(first())).toContain(a?.schema);
    expect(await schemasIn(second)).toContain(b?.schema);
    expect(await schemasIn(second)).not.toContain(a?.schema);
    expect(await schemasIn(first())).not.toContain(b?.schema);
    const { rows } = await platform.controlDatabase.owner.query<{ id: string; cell: string; schema: string }>(
      "select id, cell, schema_name as schema from control.tenants",
    );
    expect(rows).toEqual(expect.arrayContaining([a, b]));
  });

  it("sells in both: orders, stock, the jobs and mails that follow", async () => {
    for (const [i, shop] of shops.entries()) {
      const buyer = shopper(shop);
      const email = `erika-${i}@example.com`;
      const placed = ok<{ checkoutId: string; redirectUrl: string }>(
        await buyer.place(await buyer.readyCart(email), `place-${i}`),
      );
      await send(`${platform.regions.eu.stripe.url}/_dev/pay/${sessionOf(placed.redirectUrl)}`, {
        body: { card: "4242424242424242" },
      });
      ok(await buyer.call("POST", `/checkouts/${placed.checkoutId}/confirm`, {}));
      // The outbox of the shop's own schema was relayed, wherever that is.
      await until("the mail", () => platform.mails.list({ to: email })[0]);
      const { items } = ok<{ items: unknown[] }>(await shop.merchant.admin("orders.list", "read", {}));
      expect(items).toHaveLength(1);
    }
  });

  it("empties a database that is closed, as its shops rest and wake, and takes them back when it is open", async () => {
    const [, shop] = shops;
    if (shop === undefined) throw new Error("a shop in the second database");
    const { tenantId } = shop.merchant;
    const placeNow = async () => (await directory()).find(({ id }) => id === tenantId);
    const restAndWake = async (): Promise<void> => {
      const ctx = workContext(platform.regions.eu.runtime, "test");
      const asked = { ...TenantRef.parse({ tenantId }), plan: "unlimited", idleSince: null };
      // Its upkeep and what its sale left to do are not what this is about.
      await until("the shop to have nothing to do", async () => {
        await first().owner.query(`delete from ${regionSchema}.due`);
        return (await hibernate(ctx, asked)).accepted ? true : undefined;
      });
      const state = async (): Promise<unknown> => {
        const sql = `select state from ${regionSchema}.hibernations where tenant_id = $1`;
        return (await first().owner.query<{ state: string }>(sql, [tenantId])).rows[0]?.state;
      };
      await until("it to be packed", async () => ((await state()) === "asleep" ? true : undefined));
      await until("it to be back", async () =>
        (await shopper(shop).call("GET", "/products?market=de")).status === 200 ? true : undefined,
      );
      await until("its file to be gone", async () => ((await state()) === undefined ? true : undefined));
    };
    expect((await placeNow())?.cell).toBe("b");
    expect((await meridian(["cells", "close", "b"])).out).toBe(
      "cell b takes no new shops; those that wake go elsewhere\n",
    );
    expect((await meridian(["cells"])).out).toMatch(/\nb +1 +1 +closed /);
    await restAndWake();
    const moved = await placeNow();
    expect(moved?.cell).toBe("a");
    expect(await schemasIn(first())).toContain(moved?.schema);
    const { items } = ok<{ items: unknown[] }>(await shop.merchant.admin("orders.list", "read", {}));
    expect(items).toHaveLength(1);
    await meridian(["cells", "open", "b"]);
    await meridian(["cells", "close", "a"]);
    await restAndWake();
    expect((await placeNow())?.cell).toBe("b");
    expect((await meridian(["cells", "open", "a"])).code).toBe(0);
    expect((await meridian(["cells", "close", "z"])).code).toBe(2);
  });

  it("migrates the schemas of both, cell by cell", async () => {
    const step = migration("20991231_0001_note", "alter table {schema}.orders add column note_of_test text;");
    const changed: string[] = [];
    const run = await migrateTenants(
      new Map([
        ["a", first().owner],
        ["b", second.owner],
      ]),
      platform.regions.eu.runtime.regionDb,
      {
        appRole: "meridian_app",
        steps: [...tenantMigrations, step],
        percent: 100,
        maxFailures: 0,
        workers: 1,
        pause: () => Promise.resolve(),
        now: () => new Date(),
        onChanged: (schema) => void changed.push(schema),
      },
    );
    expect(run).toMatchObject({ failed: [], halted: false });
    const [inA, inB] = [new Set(await schemasIn(first())), new Set(await schemasIn(second))];
    const cells = changed.map((schema) => (inA.has(schema) ? "a" : inB.has(schema) ? "b" : "nowhere"));
    expect(cells).toEqual(cells.toSorted());
    expect(new Set(cells)).toEqual(new Set(["a", "b"]));
    for (const { cell, schema } of await directory()) {
      const { rowCount } = await (cell === "a" ? first() : second).owner.query(
        `select note_of_test from "${schema}".orders`,
      );
      expect(rowCount).toBe(1);
    }
  });

  it("says of each database what it has, and which does not answer", async () => {
    const listed = await meridian(["cells"]);
    expect(listed.out).toMatch(
      /^cell +tenants +spares +room +size +reachable\na +1 +1 +0 +\d+ MB +yes\nb +1 +[12] +0 .* yes\n$/,
    );
    expect(listed.code).toBe(1);
    const roomy = await meridian(["cells", "--json"], { CELL_SOFT_LIMIT: "1000" });
    expect(roomy.code).toBe(0);
    expect(JSON.parse(roomy.out)).toMatchObject([
      { cell: "a", tenants: 1, room: 999 },
      { cell: "b", tenants: 1, room: 999 },
    ]);
    const away = await meridian(["cells"], {
      CELL_SOFT_LIMIT: "1000",
      CELL_DATABASE_URLS: "b=postgres://nobody:x@127.0.0.1:1/none",
    });
    expect(away.code).toBe(1);
    expect(away.out).toMatch(/\nb +1 +[12] +999 +- +no\n$/);
    const bad = await meridian(["cells"], { CELL_DATABASE_URLS: "a=postgres://nobody:x@127.0.0.1:1/none" });
    expect(bad).toMatchObject({ code: 1, out: "" });
  });
});
