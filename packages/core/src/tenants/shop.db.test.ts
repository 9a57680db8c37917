import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { getShop } from "./get-shop.ts";
import { listAudit } from "./list-audit.ts";
import { findTenantById } from "./queries/region-directory.ts";
import { ListAudit, UpdateShop } from "./schemas.ts";
import { updateShop } from "./update-shop.ts";
import { verifyAudit } from "./verify-audit.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ defaultLocale: "de" });
});
afterAll(() => shop.close());

describe("shop settings", () => {
  test("change what is named, raise the version and reach the directory", async () => {
    const before = await getShop(shop.staff("viewer"), {});
    const after = await updateShop(shop.staff(), { version: 1, name: "Lampen Nord", defaultCurrency: "CHF" });
    expect(after).toEqual({ ...before, name: "Lampen Nord", defaultCurrency: "CHF", version: 2 });
    expect(await findTenantById(shop.staff().regionDb, shop.tenant.id)).toMatchObject({
      name: "Lampen Nord",
      defaultLocale: "de",
      defaultCurrency: "CHF",
    });
  });

  test("of two who saw the same version one saves", async () => {
    const { version } = await getShop(shop.staff(), {});
    const results = await Promise.allSettled(["One", "Two"].map((name) => updateShop(shop.staff(), { version, name })));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({ kind: "conflict", code: "tenants.stale" });
  });

  test("know the zone in which a day begins", async () => {
    const { version, timeZone } = await getShop(shop.staff(), {});
    expect(timeZone).toBe("UTC");
    expect(UpdateShop.safeParse({ version, timeZone: "Europe/Atlantis" }).success).toBe(false);
    const changed = await updateShop(shop.staff(), UpdateShop.parse({ version, timeZone: "Asia/Tokyo" }));
    expect(changed.timeZone).toBe("Asia/Tokyo");
  });

  test("refuse a name that pretends", async () => {
    const { version } = await getShop(shop.staff(), {});
    await expect(updateShop(shop.staff(), { version, name: "Pаypal" })).rejects.toMatchObject({
      code: "tenants.name_mixed_scripts",
    });
  });

  test("are for those who manage the shop", async () => {
    await expect(updateShop(shop.staff("editor"), { version: 1, name: "x" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});

describe("audit trail", () => {
  test("pages from the newest to the first entry", async () => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(
        shop.staff(),
        ListAudit.parse({ first: 1, after }),
      );
      seen.push(...page.items.map((entry) => entry.seq));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(seen.map((_, i) => seen.length - i));
    expect(seen.length).toBeGreaterThan(1);
    await expect(listAudit(shop.staff(), ListAudit.parse({ after: "nonsense" }))).rejects.toMatchObject({
      code: "tenants.bad_cursor",
    });
  });

  test("answers for one subject, one actor, one verb or slice, and a time", async () => {
    const find = async (filter: object) =>
      (await listAudit(shop.staff(), ListAudit.parse(filter))).items.map(({ action }) => action);
    const all = await find({});
    expect(await find({ subject: shop.tenant.id, action: "tenants.update_shop" })).toEqual(all);
    expect(await find({ action: "tenants" })).toEqual(all);
    for (const nothing of [{ subject: "prd_x" }, { actorId: "usr_x" }, { action: "tenant" }, { action: "orders" }])
      expect(await find(nothing)).toEqual([]);
    const now = shop.clock.now().toISOString();
    expect(await find({ until: now })).toEqual([]);
    expect(await find({ from: now })).toEqual(all);
  });

  test("a changed entry is found", async () => {
    expect(await verifyAudit(shop.staff("admin"), {})).toEqual({ intact: true, brokenAt: null });
    await shop.database.owner.query(`update "${shop.tenant.schema}".audit_entries set subject = 'x' where seq = 2`);
    expect(await verifyAudit(shop.staff("admin"), {})).toEqual({ intact: false, brokenAt: 2 });
    await expect(verifyAudit(shop.staff("support"), {})).rejects.toMatchObject({ kind: "forbidden" });
  });
});
