import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type DumpedTable, dumpSchema } from "@meridian/core/platform/dump";
import { tenantTables } from "@meridian/core/tenant-schema";
import { askToWake, eraseTenant, hibernate, tenantNow } from "@meridian/core/tenants";
import { TenantRef } from "@meridian/core/tenants/schemas";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eraseShops, packShops, unpackShops } from "../../src/worker/life-of-shops.ts";
import { workContext } from "../../src/worker/platform-work.ts";
import { workUntilKilled } from "../support/dying-worker.ts";
import { bearer, ok, send } from "../support/http.ts";
import { type Merchant, openShop } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: false });
});
afterAll(() => platform.close());

const eu = () => platform.regions.eu;
const ctx = () => workContext(eu().runtime, "test");
const owner = () => eu().database.owner;
/** What waits for the lease of a dead worker waits no longer. */
const leaseOver = () => owner().query("update region.hibernations set lease_until = now() where state <> 'asleep'");

async function schemaOf({ tenantId }: Merchant): Promise<string> {
  return (await tenantNow(eu().runtime.regionDb, tenantId))?.schema ?? "";
}
async function schemas(): Promise<string[]> {
  const { rows } = await owner().query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname like 't\\_%'
     and nspname not in (select schema_name from region.spare_schemas)`,
  );
  return rows.map(({ name }) => name);
}
const rowsIn = (schema: string): Promise<DumpedTable[]> =>
  dumpSchema(owner(), schema, { tables: tenantTables, leaveOut: () => [], write: () => Promise.resolve() });

it("a shop rests and comes back whole, its worker killed at every step", { timeout: 240_000 }, async () => {
  const merchant = await openShop(platform, { region: "eu", shopName: "Siebenschläfer" });
  const key = { kind: "publishable", name: "Site", allowedOrigins: ["https://shop.example"] };
  const { secret } = ok<{ secret: string }>(await merchant.admin("tenants.createKey", "flow", key));
  await owner().query("delete from region.due");
  const origin = await schemaOf(merchant);
  const before = await rowsIn(origin);
  const asked = { ...TenantRef.parse(merchant), plan: "unlimited", idleSince: null };
  expect(await hibernate(ctx(), asked)).toEqual({ accepted: true });
  for (const step of ["packed", "dropped"]) {
    await workUntilKilled(eu(), `tenants.hibernate:${step}`);
    expect(await schemas()).toEqual(step === "dropped" ? [] : [origin]);
    await leaseOver();
  }
  await packShops(eu().runtime, owner());

  await askToWake(eu().runtime.regionDb, merchant.tenantId, new Date());
  for (const step of ["made", "restored", "awake"]) {
    await workUntilKilled(eu(), `tenants.wake:${step}`);
    const visit = await send(`${merchant.regionUrl}/v1/shop`, { headers: bearer(secret) });
    // Its own answer: it has no market yet.
    expect(visit.code).toBe(step === "awake" ? "markets.none_open" : "tenant.asleep");
    await leaseOver();
  }
  await unpackShops(eu().runtime, owner());
  await packShops(eu().runtime, owner());
  const now = await schemaOf(merchant);
  expect(await schemas()).toEqual([now]);
  expect(await rowsIn(now)).toEqual(before);
  expect(readdirSync(join(eu().runtime.settings.mediaDir, ".asleep", merchant.tenantId))).toEqual([]);
  expect((await owner().query("select 1 from region.hibernations")).rowCount).toBe(0);
});

it("a shop is erased once and whole, its worker killed at every step", { timeout: 180_000 }, async () => {
  const merchant = await openShop(platform, { region: "eu", shopName: "Letzter Tag" });
  const schema = await schemaOf(merchant);
  const ref = TenantRef.parse(merchant);
  const others = (await schemas()).filter((name) => name !== schema);
  await owner().query("update region.tenants set status = 'closed' where id = $1", [merchant.tenantId]);
  expect(await eraseTenant(ctx(), ref)).toEqual({ certificate: null });
  const certificates: unknown[] = [];
  for (const step of ["counted", "dropped", "finished"]) {
    await workUntilKilled(eu(), `tenants.erase:${step}`);
    certificates.push((await eraseTenant(ctx(), ref)).certificate);
  }
  await eraseShops(eu().runtime, owner());
  const { certificate } = await eraseTenant(ctx(), ref);
  // It was finished where the last one died, and nothing was counted anew.
  expect(certificates).toEqual([null, null, certificate]);
  expect(certificate?.rows).toBeGreaterThan(0);
  expect(await schemas()).toEqual(others);
  const { rows } = await owner().query("select 1 from region.tenants where id = $1", [merchant.tenantId]);
  expect(rows).toEqual([]);
});
