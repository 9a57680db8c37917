import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createProduct } from "../catalog/index.ts";
import { CreateProduct } from "../catalog/schemas.ts";
import type { PlatformCtx, Tenant } from "../platform/context.ts";
import { crashPointNames, setCrashHook } from "../platform/crash.ts";
import { announce } from "../platform/due.ts";
import { type DumpedTable, dumpSchema } from "../platform/dump.ts";
import { migration } from "../platform/migrate.ts";
import { regionTables } from "../platform-schema.ts";
import { tenantMigrations, tenantTables } from "../tenant-schema.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import {
  askToWake,
  describeTenant,
  eraseTenant,
  finishErasures,
  hibernate,
  hibernateShops,
  listExports,
  makeExports,
  migrationTargets,
  noteSeen,
  setTenantStatus,
  tenantNow,
  wakeShops,
} from "./index.ts";

let shop: TestShop;
let region: PlatformCtx<"region">;
let before: DumpedTable[];
/** Where its schema is when a test begins. */
let origin: string;
async function openShop(): Promise<void> {
  shop = await openTestShop();
  const { db: _, tenant: __, regionDb, ...common } = shop.service();
  region = { ...common, db: regionDb };
  const product = { title: "Grüße aus Kairo القاهرة", options: [], variants: [{ optionValues: {} }] };
  await createProduct(shop.staff(), CreateProduct.parse(product));
  before = await rowsIn(shop.tenant.schema);
}
// Most of what is tried leaves the shop as it was: one is enough for them.
beforeAll(openShop);
beforeEach(async () => {
  // Announcements of before are done with.
  await shop.database.owner.query(`delete from "${region.db.schema}".due`);
  origin = (await now()).schema;
});
afterEach(() => setCrashHook(undefined));
afterAll(() => shop.close());

/** For what changes the shop for good. */
async function anotherShop(): Promise<void> {
  await shop.close();
  await openShop();
  await shop.database.owner.query(`delete from "${region.db.schema}".due`);
  origin = shop.tenant.schema;
}

const resting = (steps = tenantMigrations) => ({
  owners: shop.database.owner,
  tables: tenantTables,
  steps,
  appRole: () => "meridian_app",
  answers: () => Promise.resolve(true),
});
const rowsIn = (schema: string): Promise<DumpedTable[]> =>
  dumpSchema(shop.database.owner, schema, { tables: tenantTables, leaveOut: () => [], write: () => Promise.resolve() });
const schemaExists = async (schema: string): Promise<boolean> =>
  (await shop.database.owner.query("select 1 from pg_namespace where nspname = $1", [schema])).rowCount === 1;
const sleep = (more: Partial<Parameters<typeof hibernate>[1]> = {}) =>
  hibernate(region, { tenantId: shop.tenant.id, plan: "unlimited", idleSince: null, ...more });
const wanted = () => askToWake(region.db, shop.tenant.id, shop.clock.now());
const now = async (): Promise<Tenant> => {
  const tenant = await tenantNow(region.db, shop.tenant.id);
  if (tenant === undefined) throw new Error("the shop is there");
  return tenant;
};
const stateNow = async () => (await describeTenant(region, { tenantId: shop.tenant.id })).rest;
const files = (): string[] => {
  const folder = join(region.settings.mediaDir, ".asleep", shop.tenant.id);
  return existsSync(folder) ? readdirSync(folder) : [];
};
async function fallAsleep(): Promise<void> {
  expect(await sleep()).toEqual({ accepted: true });
  expect(await hibernateShops(region, resting())).toBe(1);
  expect(await stateNow()).toBe("asleep");
}
/** Its schema is one that nobody has used before, with the same rows in every table, and nothing is left of its rest. */
async function expectBack(): Promise<void> {
  const tenant = await now();
  expect(tenant.awake).toBe(true);
  expect(tenant.schema).not.toBe(origin);
  expect(await rowsIn(tenant.schema)).toEqual(before);
  await hibernateShops(region, resting());
  expect(files()).toEqual([]);
  const { rows } = await shop.database.owner.query(`select state from "${region.db.schema}".hibernations`);
  expect(rows).toEqual([]);
}

describe("a shop that rests", () => {
  it("is packed away sealed, and back with equal rows in every table when it is wanted", async () => {
    await fallAsleep();
    expect(await schemaExists(origin)).toBe(false);
    expect(files()).toHaveLength(1);
    const packed = readFileSync(join(region.settings.mediaDir, ".asleep", shop.tenant.id, files()[0] ?? ""));
    expect(packed.includes("Kairo")).toBe(false);
    expect(await migrationTargets(region.db)).toEqual([]);
    expect(await wakeShops(region, resting())).toBe(0);
    expect(await wanted()).toBe(true);
    expect(await wakeShops(region, resting())).toBe(1);
    await expectBack();
  });

  it("is back once, whoever asks for it at the same moment", async () => {
    await fallAsleep();
    await Promise.all(Array.from({ length: 20 }, wanted));
    const woken = await Promise.all(Array.from({ length: 4 }, () => wakeShops(region, resting())));
    expect(woken.reduce((sum, count) => sum + count, 0)).toBe(1);
    await expectBack();
  });

  it("does not come back from a file of which one byte was changed, and does when that is put right", async () => {
    await fallAsleep();
    await wanted();
    const path = join(region.settings.mediaDir, ".asleep", shop.tenant.id, files()[0] ?? "");
    const whole = readFileSync(path);
    const spoilt = Buffer.from(whole);
    spoilt[spoilt.length - 1] = (spoilt.at(-1) ?? 0) ^ 1;
    writeFileSync(path, spoilt);
    expect(await wakeShops(region, resting())).toBe(0);
    expect(await stateNow()).toBe("waking");
    writeFileSync(path, whole);
    shop.clock.advance(10);
    expect(await wakeShops(region, resting())).toBe(1);
    await expectBack();
  });
});

describe("a shop stays awake", () => {
  it.each([
    ["on another plan", { plan: "starter" }],
    ["visited since", { idleSince: "2020-01-01T00:00:00.000Z" }],
  ])("%s", async (_, more) => {
    expect(await sleep(more)).toEqual({ accepted: false });
    expect(await stateNow()).toBe("awake");
  });

  it("with something to do, and not for its daily upkeep", async () => {
    const at = shop.clock.now();
    await announce(region.db, shop.tenant.id, "outbox", at, at);
    expect(await sleep()).toEqual({ accepted: false });
    await shop.database.owner.query(`update "${region.db.schema}".due set kind = 'purge'`);
    expect(await sleep()).toEqual({ accepted: true });
    await wanted();
    await hibernateShops(region, resting());
    expect((await now()).schema).toBe(origin);
  });

  it("wanted before it was packed, waiting for a migration, or in use", async () => {
    await sleep();
    await wanted();
    await hibernateShops(region, resting());
    expect(await stateNow()).toBe("awake");
    await sleep();
    const later = migration("20991231_0001_later", "create table {schema}.added_later (id text primary key);");
    await hibernateShops(region, resting([...tenantMigrations, later]));
    expect(await stateNow()).toBe("awake");
    await sleep();
    const client = await shop.database.app.pool.connect();
    try {
      await client.query(`begin; select * from "${origin}".products for update`);
      await hibernateShops(region, resting());
      expect(await stateNow()).toBe("falling");
      await client.query("commit");
    } finally {
      client.release();
    }
    shop.clock.advance(10);
    await hibernateShops(region, resting());
    expect(await stateNow()).toBe("asleep");
    await wanted();
    await wakeShops(region, resting());
    await expectBack();
  });

  it("when the same is asked again, as long as its rest is not tidied up", async () => {
    expect(await sleep()).toEqual({ accepted: true });
    expect(await sleep()).toEqual({ accepted: false });
    await wanted();
    await hibernateShops(region, resting());
    expect(await stateNow()).toBe("awake");
  });

  it("visited, which is noted by the day", async () => {
    const day = 24 * 3600;
    shop.clock.advance(91 * day);
    const idleSince = new Date(shop.clock.now().getTime() - 90 * day * 1000).toISOString();
    await noteSeen(region.db, shop.tenant.id, shop.clock.now());
    expect(await sleep({ idleSince })).toEqual({ accepted: false });
    expect((await now()).seenAt).toEqual(shop.clock.now());
  });
});

/** The power fails at a point; the next turns find what is left when the lease has run out. */
async function crashed(point: string, run: () => Promise<unknown>): Promise<boolean> {
  let hit = false;
  setCrashHook((name) => {
    if (name !== point) return;
    hit = true;
    throw new Error("power cut");
  });
  await run().catch(() => undefined);
  setCrashHook(undefined);
  shop.clock.advance(1_000);
  return hit;
}
const pointsOf = (verb: string): string[] => crashPointNames().filter((name) => name.startsWith(`tenants.${verb}:`));

describe("whatever fails", () => {
  it.each(pointsOf("hibernate").filter((name) => !name.endsWith(":tidied")))(
    "at %s, the shop is asleep in the end, and comes back whole",
    async (point) => {
      await sleep();
      expect(await crashed(point, () => hibernateShops(region, resting()))).toBe(true);
      for (let i = 0; i < 2; i++) await hibernateShops(region, resting());
      expect(await stateNow()).toBe("asleep");
      expect(await schemaExists(origin)).toBe(false);
      await wanted();
      expect(await wakeShops(region, resting())).toBe(1);
      await expectBack();
    },
  );

  it.each([...pointsOf("wake"), "tenants.hibernate:tidied"])(
    "at %s, the shop is back in the end, in one schema",
    async (point) => {
      await fallAsleep();
      await wanted();
      const both = async () => {
        await wakeShops(region, resting());
        await hibernateShops(region, resting());
      };
      expect(await crashed(point, both)).toBe(true);
      const left = await shop.database.owner.query<{ building: string | null }>(
        `select building from "${region.db.schema}".hibernations`,
      );
      const begun = left.rows[0]?.building ?? undefined;
      await both();
      await expectBack();
      if (begun !== undefined && begun !== (await now()).schema) expect(await schemaExists(begun)).toBe(false);
    },
  );
});

describe("what happens to a shop that rests", () => {
  it("wakes it for a copy, for a closing, and for another plan", async () => {
    await fallAsleep();
    await setTenantStatus(region, { tenantId: shop.tenant.id, status: "closed", version: 2 });
    const copying = { owners: shop.database.owner, tables: tenantTables, steps: async () => ["first"] };
    await makeExports(region, copying);
    expect(await wakeShops(region, resting())).toBe(1);
    shop.clock.advance(5);
    expect(await makeExports(region, copying)).toBe(1);
    const staff = { ...shop.staff(), tenant: await now() };
    expect((await listExports(staff, {})).items).toMatchObject([{ state: "done" }]);
    await hibernateShops(region, resting());
    expect(await sleep()).toEqual({ accepted: false });
    await setTenantStatus(region, { tenantId: shop.tenant.id, status: "active", version: 3 });
    await shop.database.owner.query(`delete from "${region.db.schema}".due`);
    await fallAsleep();
    await setTenantStatus(region, { tenantId: shop.tenant.id, status: "active", plan: "large", version: 4 });
    expect(await wakeShops(region, resting())).toBe(1);
  });

  it("gets the steps that were added meanwhile, on its own rows", async () => {
    await anotherShop();
    await fallAsleep();
    await wanted();
    const later = migration(
      "20991231_0001_later",
      `create table {schema}.added_later (id text primary key);
       insert into {schema}.added_later select id from {schema}.products;`,
    );
    await wakeShops(region, resting([...tenantMigrations, later]));
    const { schema } = await now();
    const { rows } = await shop.database.owner.query<{ same: boolean }>(
      `select (select count(*) from "${schema}".added_later) = 1 as same`,
    );
    expect(rows).toEqual([{ same: true }]);
    expect(await describeTenant(region, { tenantId: shop.tenant.id })).toMatchObject({ step: later.name });
  });

  it("erases it without waking it, with the same count and nothing left", async () => {
    await anotherShop();
    await fallAsleep();
    await wanted();
    await crashed("tenants.wake:restored", () => wakeShops(region, resting()));
    await setTenantStatus(region, { tenantId: shop.tenant.id, status: "closed", version: 2 });
    const erasing = { owners: shop.database.owner, tenantTables, regionTables };
    await eraseTenant(region, { tenantId: shop.tenant.id });
    await finishErasures(region, erasing);
    const { certificate } = await eraseTenant(region, { tenantId: shop.tenant.id });
    expect(certificate?.rows).toBe(before.reduce((sum, { rows }) => sum + rows, 0));
    expect(files()).toEqual([]);
    const { rows } = await shop.database.owner.query(`select * from "${region.db.schema}".hibernations`);
    expect(rows).toEqual([]);
  });
});
