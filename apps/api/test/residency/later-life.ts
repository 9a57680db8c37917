import { dumpSchema, type DumpedTable } from "@meridian/core/platform/dump";
import { tenantTables } from "@meridian/core/tenant-schema";
import { bearer, ok, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { pageOrigin } from "../support/sellable.ts";
import type { Installation } from "./installation.ts";
import type { Lived } from "./life.ts";

const ownersPassword = "a long and quiet river";

async function row<T extends object>(at: Installation, sql: string, tenantId: string): Promise<T | undefined> {
  return (await at.databases.eu.owner.query<T>(sql, [tenantId])).rows[0];
}

/** A company for the shopper, a domain, somebody else who works there, and a copy of everything that is fetched. */
export async function growOlder(at: Installation, { shop, person, schema }: Lived): Promise<void> {
  const { merchant } = shop;
  const { stem } = person;
  const billingAddress = { name: stem, line1: `${stem}weg 2`, postalCode: "10115", city: stem, country: "DE" };
  const company = { name: `${stem} KG`, taxId: person.taxId, billingAddress, note: `for ${stem}` };
  const { id: companyId } = ok<{ id: string }>(await merchant.admin("customers.createCompany", "flow", company));
  const { rows } = await at.databases.eu.owner.query<{ id: string }>(`select id from "${schema}".customers limit 1`);
  ok(await merchant.admin("customers.addCompanyMember", "write", { companyId, customerId: rows[0]?.id }));
  const mark = merchant.tenantId.slice(-8);
  ok(await merchant.admin("domains.add", "flow", { host: `d-${mark}.shop.invalid` }));
  const invited = { tenantId: merchant.tenantId, email: `staff-${mark}@example.com`, role: "editor", locales: null };
  ok(await merchant.control("staff.inviteMember", "write", invited));
  ok(await merchant.admin("tenants.startExport", "flow", {}));
  const url = await until("the copy", async () => {
    const { items } = ok<{ items: { state: string; url: string | null }[] }>(
      await merchant.admin("tenants.listExports", "read", {}),
    );
    return items.find(({ state }) => state === "done")?.url ?? undefined;
  });
  // The copy's address names the region's own URL, which only a browser outside would look up.
  const copy = await fetch(at.regions.eu.url + new URL(url).pathname + new URL(url).search);
  if (copy.status !== 200 || (await copy.arrayBuffer()).byteLength === 0) throw new Error("the copy was not there");
}

/** The region packs it away, as if nobody had come for months. */
export async function fallAsleep(at: Installation, { shop }: Lived): Promise<void> {
  const { tenantId } = shop.merchant;
  await until("nothing to do", async () => {
    await at.databases.eu.owner.query("delete from region.due where tenant_id = $1", [tenantId]);
    const { accepted } = ok<{ accepted: boolean }>(
      await send(`${at.regions.eu.url}/internal/tenants.hibernate`, {
        headers: bearer(at.serviceSecret),
        body: { tenantId, plan: "trial", idleSince: null },
      }),
    );
    return accepted ? true : undefined;
  });
  const sql = "select state from region.hibernations where tenant_id = $1";
  await until(
    "the shop to rest",
    async () => ((await row<{ state: string }>(at, sql, tenantId))?.state === "asleep" ? true : undefined),
    60_000,
  );
}

/** A visitor brings it back; answers where it lives now. */
export async function wakeUp(at: Installation, { shop }: Lived): Promise<string> {
  const headers = { ...bearer(shop.publishableKey), origin: pageOrigin };
  await until(
    "the shop",
    async () => ((await send(`${at.regions.eu.url}/v1/shop`, { headers })).status === 200 ? true : undefined),
    60_000,
  );
  const sql = "select schema_name as schema from region.tenants where id = $1";
  return (await row<{ schema: string }>(at, sql, shop.merchant.tenantId))?.schema ?? "";
}

/** Tables that nothing changes but people. */
const ofPeople = ["orders", "order_lines", "customers", "customer_addresses", "consent_entries", "payments"];

export async function peopleIn(at: Installation, schema: string): Promise<DumpedTable[]> {
  const options = { tables: tenantTables, leaveOut: () => [], write: () => Promise.resolve() };
  const all = await dumpSchema(at.databases.eu.owner, schema, options);
  return all.filter(({ name }) => ofPeople.includes(name));
}

/** Its owner closes it, the grace is over, and its region erases it. */
export async function leave(at: Installation, { shop }: Lived): Promise<void> {
  const { merchant } = shop;
  const { name: shopName } = ok<{ name: string }>(await merchant.admin("tenants.getShop", "read", {}));
  const { tenantId } = merchant;
  // The directory hears of a new name a moment later.
  await until("the shop to be closed", async () => {
    const answer = await merchant.control("tenants.close", "write", { tenantId, shopName, password: ownersPassword });
    return answer.status === 200 ? true : undefined;
  });
  await at.databases.control.owner.query("update control.tenants set erase_at = now() where id = $1", [tenantId]);
  await until(
    "the certificate",
    async () => {
      const { rows } = await at.databases.control.owner.query(
        "select 1 from control.tenants where id = $1 and status = 'erased' and certificate is not null",
        [tenantId],
      );
      return rows[0];
    },
    90_000,
  );
}
