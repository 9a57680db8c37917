import { newId } from "@meridian/core/platform/new-id";
import { ok } from "../support/http.ts";
import { password } from "../support/people.ts";
import { mark } from "../support/things.ts";
import type { World } from "../support/world-type.ts";
import type { Cases, Village } from "./case.ts";

/** A shop of the world's people that is there in the directory only, to be closed and opened. */
async function shopToClose(
  { platform, tenantId: own }: World,
  closed: boolean,
): Promise<{ tenantId: string; name: string }> {
  const tenantId = newId("ten");
  const slug = `close-${mark()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")}-${tenantId.slice(-6)}`;
  await platform.controlDatabase.owner.query(
    `insert into control.tenants (id, slug, skeleton, name, region, status, schema_name, default_locale,
       default_currency, version, pushed_version, settings_version, attempts, next_attempt_at, created_at, closed_at, erase_at, step)
     values ($1, $2, $2, $2, 'eu', 'active', 't_' || substr($1, 5), 'en', 'EUR', 1, 1, 1, 0, now(), now(), $3, $4,
       (select step from control.tenants where id = $5))`,
    [tenantId, slug, closed ? new Date() : null, closed ? new Date(Date.now() + 86_400_000) : null, own],
  );
  // Everybody of the world's shop works there in the same role.
  await platform.controlDatabase.owner.query(
    `insert into control.memberships (id, user_id, tenant_id, role, locales, created_at)
     select 'mem_' || md5(id || $1), user_id, $1, role, locales, now() from control.memberships where tenant_id = $2`,
    [tenantId, own],
  );
  return { tenantId, name: slug };
}

/** Plans, use, copies of a shop. */
export const lifeCases: Cases = {
  "tenants.listExports": {
    input: async (world) => {
      ok(await world.staff.owner.admin("tenants.startExport", "flow", {}));
      return {};
    },
  },
  "tenants.startExport": { input: () => ({}) },
  "tenants.usage": { input: () => ({}) },
};

/** The village's lonely shop, on a trial plan and awake with nothing to do. */
async function shopToRest({ platform }: World, { lonelyTenantId }: Village): Promise<{ tenantId: string }> {
  const ids = [lonelyTenantId];
  await platform.controlDatabase.owner.query(`update control.tenants set plan = 'trial' where id = $1`, ids);
  const { owner } = platform.regions.eu.database;
  await owner.query("delete from region.hibernations where tenant_id = $1", ids);
  await owner.query("delete from region.due where tenant_id = $1", ids);
  await owner.query("update region.tenants set awake = true, plan = 'trial' where id = $1", ids);
  return { tenantId: lonelyTenantId };
}

/** An operator packs a shop away and brings it back. */
export const restCases: Cases = {
  "tenants.hibernate": { input: shopToRest },
  "tenants.wake": { input: (_, { lonelyTenantId }) => ({ tenantId: lonelyTenantId }) },
};

/** Closing a shop and opening it again. */
export const closingCases: Cases = {
  "tenants.close": {
    input: async (world) => {
      const { tenantId, name } = await shopToClose(world, false);
      return { tenantId, shopName: name, password };
    },
    capability: "staff.manage",
  },
  "tenants.reopen": {
    input: async (world) => ({ tenantId: (await shopToClose(world, true)).tenantId }),
    capability: "staff.manage",
  },
  "tenants.seats": { input: ({ tenantId }) => ({ tenantId }) },
};
