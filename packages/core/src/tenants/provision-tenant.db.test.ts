import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstCell } from "../platform/cells.ts";
import type { DueTables } from "../platform/due.ts";
import { newId } from "../platform/new-id.ts";
import { openTestControl, type TestControl } from "../testing/control.ts";
import { tenantMigrations } from "../tenant-schema.ts";
import { fillSpares } from "./fill-spares.ts";
import { provisionTenant } from "./provision-tenant.ts";
import { announceDaily } from "./announce-daily.ts";
import { findTenantById } from "./queries/region-directory.ts";
import { shopSettings } from "./queries/shop.ts";
import { beginSpare, claimedSpare, countReadySpares } from "./queries/spares.ts";
import { listCells } from "./list-cells.ts";
import { usualRoom } from "./rules/placement.ts";
import { setCrashHook } from "../platform/crash.ts";
import { setTenantStatus } from "./set-tenant-status.ts";
import { ProvisionTenant } from "./schemas.ts";

let world: TestControl;
beforeAll(async () => {
  world = await openTestControl();
});
afterAll(() => world.close());

const fill = (count: number, cell = firstCell, room = usualRoom) =>
  fillSpares(world.database.owner, world.regionDb, count, {
    cell,
    room,
    appRole: "meridian_app",
    steps: tenantMigrations,
    now: world.clock.now,
  });

function order(slug: string): ProvisionTenant {
  return ProvisionTenant.parse({
    tenantId: newId("ten"),
    slug,
    name: "Lampen",
    contactEmail: "anna@shop.test",
    defaultLocale: "de",
    defaultCurrency: "EUR",
  });
}

describe("provisioning", () => {
  test("20 shops at once with 5 spares: 5 open, each in a schema of its own; the others when there is room", async () => {
    expect(await fill(5)).toBe(5);
    const orders = Array.from({ length: 20 }, (_, i) => order(`shop-${i}`));
    const first = await Promise.allSettled(orders.map((one) => provisionTenant(world.region(), one)));
    const opened = first.flatMap((result) => (result.status === "fulfilled" ? [result.value.schema] : []));
    expect(new Set(opened).size).toBe(5);
    for (const result of first) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ kind: "unavailable", code: "tenants.no_spare_schema" });
    }
    expect(await countReadySpares(world.regionDb, firstCell)).toBe(0);

    await fill(15);
    const second = await Promise.all(orders.map((one) => provisionTenant(world.region(), one)));
    expect(new Set(second.map(({ schema }) => schema)).size).toBe(20);
    expect(second.map(({ schema }) => schema)).toEqual(expect.arrayContaining(opened));
    for (const { schema } of second) expect(schema).toMatch(/^t_[0-9a-hjkmnp-tv-z]{26}$/);
  }, 120_000);

  test("each shop is visited once a day, spread over the day", async () => {
    const at = async () => {
      const due = await world.regionDb
        .tables<DueTables>()
        .selectFrom("due")
        .select(["tenant_id", "at"])
        .where("kind", "=", "purge")
        .orderBy("tenant_id")
        .execute();
      return due.map((row) => [row.tenant_id, row.at.getTime()] as const);
    };
    const now = world.clock.now();
    await announceDaily(world.regionDb, "purge", now);
    const first = await at();
    expect(first.length).toBeGreaterThanOrEqual(20);
    const shares = first.map(([, time]) => (time - now.getTime()) / (24 * 3_600_000));
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThan(1);
    expect(new Set(shares).size).toBe(first.length);
    await announceDaily(world.regionDb, "purge", new Date(now.getTime() + 1000));
    expect(await at()).toEqual(first);
  });

  test("one shop asked for many times at once gets one schema, with its first settings", async () => {
    await fill(3);
    const one = order("asked-often");
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => provisionTenant(world.region(), one)));
    const { schema } = await provisionTenant(world.region(), one);
    for (const result of results) {
      if (result.status === "fulfilled") expect(result.value.schema).toBe(schema);
      else expect(["tenants.provisioning", "tenants.no_spare_schema"]).toContain(result.reason.code);
    }
    expect(await countReadySpares(world.regionDb, firstCell)).toBe(2);
    expect(await shopSettings(world.database.app.bind("tenant", schema))).toMatchObject({
      name: "Lampen",
      contactEmail: "anna@shop.test",
      defaultCurrency: "EUR",
      pricesIncludeTax: true,
      version: 1,
    });
  });

  test("20 shops at once where there is room for three: three open, however many schemas stand ready", async () => {
    expect(await fill(6, "x")).toBe(6);
    const ctx = world.region();
    const settings = { ...ctx.settings, cellRoom: { soft: 1, hard: 3 } };
    const region = { ...ctx, settings, cells: { ...ctx.cells, names: ["x"] } };
    const orders = Array.from({ length: 20 }, (_, i) => order(`last-${i}`));
    const results = await Promise.allSettled(orders.map((one) => provisionTenant(region, one)));
    for (const result of results) {
      if (result.status === "rejected")
        expect(["tenants.region_full", "tenants.no_spare_schema", "platform.busy"]).toContain(result.reason.code);
    }
    expect(results.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(3);
    // Who waited too long at the gate asks again; there is no fourth place.
    for (const one of orders) await provisionTenant(region, one).catch(() => undefined);
    expect(await countReadySpares(world.regionDb, "x")).toBe(3);
    const { rows } = await world.database.owner.query(
      `select 1 from "${world.regionDb.schema}".tenants where cell = 'x'`,
    );
    expect(rows).toHaveLength(3);
  });

  test("a shop goes to the database with room; none opens where all are full", async () => {
    const room = { soft: 1, hard: 2 };
    const names = ["y", "z"];
    const region = () => {
      const ctx = world.region();
      return { ...ctx, settings: { ...ctx.settings, cellRoom: room }, cells: { ...ctx.cells, names } };
    };
    // A cell gets no more spares than it can take shops.
    expect([await fill(5, "y", room), await fill(5, "z", room)]).toEqual([2, 2]);
    const places: string[] = [];
    for (let i = 0; i < 4; i++) places.push((await provisionTenant(region(), order(`cell-${i}`))).cell);
    expect(places).toEqual(["y", "z", "y", "z"]);
    const refused = { kind: "unavailable", code: "tenants.region_full" };
    await expect(provisionTenant(region(), order("cell-5"))).rejects.toMatchObject(refused);
    expect([await fill(5, "y", room), await fill(5, "z", room)]).toEqual([0, 0]);
    const { items } = await listCells(region(), {});
    expect(items.map(({ cell, tenants, spares, room: left }) => [cell, tenants, spares, left])).toEqual([
      ["y", 2, 0, 0],
      ["z", 2, 0, 0],
    ]);
  });

  test("a crash on the way is finished by asking again: one schema, nothing left claimed", async () => {
    await fill(2);
    for (const point of ["tenants.provision:claimed", "tenants.provision:settled"]) {
      const one = order(`crashed-at-${point.split(":")[1]}`);
      setCrashHook((name) => {
        if (name === point) throw new Error("crash");
      });
      await expect(provisionTenant(world.region(), one)).rejects.toThrow("crash");
      setCrashHook(undefined);
      expect(await findTenantById(world.regionDb, one.tenantId)).toBeUndefined();
      const { cell, schema } = await provisionTenant(world.region(), one);
      expect(await findTenantById(world.regionDb, one.tenantId)).toMatchObject({ cell, schema });
    }
    expect(await countReadySpares(world.regionDb, firstCell)).toBe(0);
    expect(await claimedSpare(world.regionDb, "ten_none")).toBeUndefined();
  });

  test("an interrupted build is finished by the next fill", async () => {
    await beginSpare(world.regionDb, { cell: firstCell, schema: "t_interrupted" }, world.clock.now());
    world.clock.advance(301);
    const ready = await countReadySpares(world.regionDb, firstCell);
    expect(await fill(ready + 1)).toBe(1);
    expect(await countReadySpares(world.regionDb, firstCell)).toBe(ready + 1);
    const rows = await world.database.owner.query("select 1 from t_interrupted.shop_settings");
    expect(rows.rowCount).toBe(0);
  });

  test("a late status never overwrites a newer one", async () => {
    const one = order("late-news");
    await provisionTenant(world.region(), one);
    const { tenantId } = one;
    await setTenantStatus(world.region(), { tenantId, status: "suspended", version: 3 });
    await setTenantStatus(world.region(), { tenantId, status: "active", version: 2 });
    expect(await findTenantById(world.regionDb, tenantId)).toMatchObject({ status: "suspended" });
  });

  test("only the platform itself may ask", async () => {
    const ctx = { ...world.region(), actor: { kind: "anonymous" } as const };
    await expect(provisionTenant(ctx, order("intruder"))).rejects.toMatchObject({ kind: "forbidden" });
  });
});
