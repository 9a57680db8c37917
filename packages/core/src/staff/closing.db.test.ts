import { afterAll, beforeAll, expect, it } from "vitest";
import {
  certificateOf,
  closeTenant,
  dueErasures,
  endTenantGrace,
  listTenants,
  makeTombstone,
  reopenTenant,
} from "../tenants/index.ts";
import { ListTenants } from "../tenants/schemas.ts";
import { transaction } from "../platform/db.ts";
import { openTestControl, type TestControl } from "../testing/control.ts";
import { goodPassword, signedUp } from "../testing/people.ts";
import { freeErasedSlugs } from "./erase-shops.ts";
import { closeShop, reopenShop } from "./index.ts";
import { deleteStaffOf } from "./queries/erase.ts";

let world: TestControl;
beforeAll(async () => {
  world = await openTestControl();
});
afterAll(() => world.close());

const db = () => world.service().db;
const sql = async (text: string, values: unknown[] = []) =>
  (await world.database.owner.query(text.replaceAll("{c}", `"${db().schema}"`), values)).rows as Record<
    string,
    unknown
  >[];

async function placed(email: string, shopName: string) {
  const owner = await signedUp(world, email, shopName);
  const [row] = await sql(
    `update {c}.tenants set status = 'active', schema_name = id, contact_email = null, pushed_version = version
     where name = $1 returning id`,
    [shopName],
  );
  return { owner, tenantId: row?.["id"] as `ten_${string}` };
}
/** The region has been told. */
const told = () => sql("update {c}.tenants set pushed_version = version");

const certificate = (tenantId: `ten_${string}`) => ({
  tenantId,
  begunAt: "2026-06-15T12:00:00.000Z",
  finishedAt: "2026-06-15T12:00:01.000Z",
  tables: 58,
  rows: 9,
  files: 0,
  bytes: 0,
});

it("lets one of many closings at once win, and gives exactly the time of grace", async () => {
  const { owner, tenantId } = await placed("once@shop.test", "Once");
  const close = () => closeShop(owner, { tenantId, shopName: "Once", password: goodPassword });
  const results = await Promise.allSettled([close(), close(), close()]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await dueErasures(db(), world.clock.now(), 10)).toEqual([]);
  world.clock.advance(30 * 24 * 3600 - 1);
  await told();
  expect(await dueErasures(db(), world.clock.now(), 10)).toEqual([]);
  await reopenTenant(world.service(), { tenantId });
  await closeTenant(world.service(), { tenantId });
  world.clock.advance(30 * 24 * 3600);
  // The region must know first: nothing is erased of a shop that may still be open there.
  expect(await dueErasures(db(), world.clock.now(), 10)).toEqual([]);
  await told();
  expect(await dueErasures(db(), world.clock.now(), 10)).toEqual([{ id: tenantId, region: "eu" }]);
  const again = await signedUp(world, "other@shop.test", "Other");
  await expect(reopenShop(again, { tenantId })).rejects.toMatchObject({ kind: "not_found" });
  await expect(reopenTenant(world.service(), { tenantId })).rejects.toMatchObject({ code: "tenants.not_so" });
});

it("ends the grace only of a closed shop", async () => {
  const { tenantId } = await placed("grace@shop.test", "Grace");
  await expect(endTenantGrace(world.service(), { tenantId })).rejects.toMatchObject({ code: "tenants.not_so" });
  await closeTenant(world.service(), { tenantId });
  await endTenantGrace(world.service(), { tenantId });
  await told();
  expect(await dueErasures(db(), world.clock.now(), 10)).toContainEqual({ id: tenantId, region: "eu" });
  await expect(reopenTenant(world.service(), { tenantId })).rejects.toMatchObject({ code: "tenants.not_so" });
});

it("keeps of an erased shop what the law needs, of its people those who work elsewhere, and its address for a time", async () => {
  const { owner, tenantId } = await placed("both@shop.test", "Gone Soon");
  const { tenantId: kept } = await placed("stays@shop.test", "Stays");
  const userOf = async (email: string) => (await sql("select id from {c}.users where email = $1", [email]))[0]?.["id"];
  const stays = await userOf("stays@shop.test");
  await sql(
    `insert into {c}.memberships (id, user_id, tenant_id, role, created_at) values ('mem_x', $1, $2, 'admin', now())`,
    [stays, tenantId],
  );
  await closeTenant(world.service(), { tenantId });
  const erase = () =>
    transaction(db(), async (tx) => {
      if (!(await makeTombstone(tx, tenantId, certificate(tenantId), world.clock.now()))) return null;
      return deleteStaffOf(tx, tenantId);
    });
  expect(new Set(await Promise.all([erase(), erase()]))).toEqual(new Set([1, null]));
  expect(await userOf("both@shop.test")).toBeUndefined();
  expect(await userOf("stays@shop.test")).toBe(stays);
  expect(await certificateOf(db(), tenantId)).toEqual(certificate(tenantId));
  expect(owner.actor).toBeDefined();
  const { items } = await listTenants(world.service(), ListTenants.parse({ status: "erased" }));
  expect(items).toMatchObject([{ id: tenantId, name: "erased", slug: "gone-soon" }]);
  expect(await sql("select tenant_id from {c}.memberships where user_id = $1", [stays])).toEqual([{ tenant_id: kept }]);

  const slug = async () => (await sql("select slug, skeleton from {c}.tenants where id = $1", [tenantId]))[0];
  await freeErasedSlugs(world.service());
  expect(await slug()).toMatchObject({ slug: "gone-soon" });
  world.clock.advance(180 * 24 * 3600);
  await freeErasedSlugs(world.service());
  await freeErasedSlugs(world.service());
  const spelled = `x-${tenantId.slice(4)}`;
  expect(await slug()).toEqual({ slug: spelled, skeleton: spelled });
});
