import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSeconds } from "../kernel/time.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import { tenantMigrations } from "../tenant-schema.ts";
import { openTestControl, type TestControl } from "../testing/control.ts";
import { fillSpares } from "./fill-spares.ts";
import { provisionTenant } from "./provision-tenant.ts";
import { cellLoads } from "./queries/cells.ts";
import { noteBuilding, type Turn } from "./queries/hibernations.ts";
import { beginSpare, claimSpare, countReadySpares, finishSpare } from "./queries/spares.ts";
import { ProvisionTenant } from "./schemas.ts";
import { setCellClosed } from "./set-cell-closed.ts";

let world: TestControl;
beforeAll(async () => {
  world = await openTestControl();
});
afterAll(() => world.close());

const db = () => world.regionDb;
const most = 5;

/** Rows for schemas that nobody has to build: here only who gets them is asked. */
async function readySpares(cell: string, count: number): Promise<string[]> {
  const schemas = Array.from({ length: count }, () => newSecretId("t"));
  for (const schema of schemas) {
    await beginSpare(db(), { cell, schema }, world.clock.now());
    await finishSpare(db(), schema);
  }
  return schemas;
}

/** A shop that a worker is about to bring back. */
async function waking(): Promise<Turn> {
  const turn = { tenantId: newId("ten"), token: newId("trn"), state: "waking" } as const;
  await world.database.owner.query(
    `insert into "${db().schema}".hibernations (tenant_id, state, token, lease_until, asleep_at, dump, sealed_key)
     values ($1, 'waking', $2, $3, $3, '{}', 'k')`,
    [turn.tenantId, turn.token, addSeconds(world.clock.now(), 900)],
  );
  return { ...turn, wantedAt: null, dump: null, sealedKey: null, left: null };
}

const loadOf = async (cell: string): Promise<number> => (await cellLoads(db(), [cell]))[0]?.tenants ?? 0;

describe("a cell's hard limit", () => {
  test("is never passed, however many open and wake at once while spares are filled up", async () => {
    let worst = 0;
    const rounds = 12;
    for (let round = 0; round < rounds; round++) {
      const cell = `r${String.fromCodePoint(97 + round)}`;
      await readySpares(cell, 2);
      const turns = await Promise.all(Array.from({ length: 6 }, waking));
      const claims = Array.from({ length: 12 }, () => claimSpare(db(), cell, newId("ten"), most));
      const wakes = turns.map((turn) => noteBuilding(db(), turn, { cell, schema: newSecretId("t") }, most));
      // What the filler does when the spares it counted have just been taken.
      const filling = Array.from({ length: 6 }, () => readySpares(cell, 1));
      const looks = Array.from({ length: 4 }, async () => void (worst = Math.max(worst, await loadOf(cell))));
      const claimed = (await Promise.all(claims)).filter((place) => place !== undefined).length;
      const noted = (await Promise.all(wakes)).filter((outcome) => outcome === "noted").length;
      await Promise.all([...filling, ...looks]);
      expect(claimed + noted).toBeLessThanOrEqual(most);
      expect(await loadOf(cell)).toBe(claimed + noted);
      // Nobody was refused a place that was there.
      while (await claimSpare(db(), cell, newId("ten"), most));
      expect(await loadOf(cell)).toBe(most);
      worst = Math.max(worst, await loadOf(cell));
    }
    expect(worst).toBe(most);
    process.stdout.write(`cell limits: ${rounds} rounds of 18 at once for ${most} places, most seen ${worst}\n`);
  });

  test("counts a shop once on its way from one cell to another, and tells a full cell from a lost turn", async () => {
    const turn = await waking();
    const place = { cell: "w", schema: newSecretId("t") };
    expect(await noteBuilding(db(), turn, place, 0)).toBe("full");
    expect(await noteBuilding(db(), { ...turn, token: "another" }, place, most)).toBe("lost");
    expect(await loadOf("w")).toBe(0);
    expect(await noteBuilding(db(), turn, place, most)).toBe("noted");
    expect(await loadOf("w")).toBe(1);
    // Wanted in any case.
    expect(await noteBuilding(db(), turn, place, null)).toBe("noted");
    expect(await loadOf("w")).toBe(1);
  });
});

describe("a spare schema", () => {
  test("has one shop, whoever asks at once, and a shop has one of them", async () => {
    const ready = await readySpares("s", 8);
    const claims = await Promise.all(Array.from({ length: 30 }, () => claimSpare(db(), "s", newId("ten"), 100)));
    const taken = claims.flatMap((place) => place?.schema ?? []);
    expect(taken.toSorted()).toEqual(ready.toSorted());
    await readySpares("s", 3);
    const one = newId("ten");
    const twice = await Promise.allSettled(Array.from({ length: 6 }, () => claimSpare(db(), "s", one, 100)));
    expect(twice.filter((result) => result.status === "fulfilled" && result.value !== undefined)).toHaveLength(1);
    expect(await countReadySpares(db(), "s")).toBe(2);
  });

  test("had its name before anybody knew of the shop, and nothing of the shop is in it", async () => {
    const options = { cell: "a", appRole: "meridian_app", steps: tenantMigrations, now: world.clock.now };
    await fillSpares(world.database.owner, db(), 2, options);
    const { rows } = await world.database.owner.query<{ name: string }>(
      `select schema_name as name from "${db().schema}".spare_schemas where cell = 'a'`,
    );
    const names = rows.map(({ name }) => name);
    for (const name of names) expect(name).toMatch(/^t_[0-9a-hjkmnp-tv-z]{26}$/);
    const asked = ProvisionTenant.parse({
      tenantId: newId("ten"),
      slug: "lampenladen",
      name: "Lampenladen",
      contactEmail: "anna@shop.test",
      defaultLocale: "de",
      defaultCurrency: "EUR",
    });
    const { schema } = await provisionTenant(world.region(), asked);
    expect(names).toContain(schema);
  });
});

test("a closed cell takes no shop and gets no spares, until it is opened again; one that is away is passed over", async () => {
  const names = ["c", "d"];
  const region = (away: readonly string[] = []) => {
    const ctx = world.region();
    const answers = async (cell: string) => !away.includes(cell);
    return { ...ctx, cells: { ...ctx.cells, names, answers } };
  };
  await readySpares("c", 2);
  await readySpares("d", 2);
  await setCellClosed(region(), { cell: "c", closed: true });
  expect(await claimSpare(db(), "c", newId("ten"), most)).toBeUndefined();
  expect(await noteBuilding(db(), await waking(), { cell: "c", schema: newSecretId("t") }, most)).toBe("full");
  expect(await cellLoads(db(), names)).toEqual([
    { cell: "c", tenants: 0, closed: true },
    { cell: "d", tenants: 0, closed: false },
  ]);
  await setCellClosed(region(), { cell: "c", closed: false });
  const asked = ProvisionTenant.parse({
    tenantId: newId("ten"),
    slug: "somewhere",
    name: "Somewhere",
    contactEmail: "anna@shop.test",
    defaultLocale: "de",
    defaultCurrency: "EUR",
  });
  // Neither is claimed in, where nothing answers.
  await expect(provisionTenant(region(["c", "d"]), asked)).rejects.toMatchObject({ kind: "unavailable" });
  expect((await cellLoads(db(), names)).map(({ tenants }) => tenants)).toEqual([0, 0]);
  expect(await claimSpare(db(), "c", newId("ten"), most)).toBeDefined();
});
