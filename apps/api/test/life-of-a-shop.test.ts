import { gunzipSync } from "node:zlib";
import { startImport } from "@meridian/core/catalog";
import { controlSweeps } from "@meridian/core/staff/jobs";
import { tenantById } from "@meridian/core/tenants";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wakesByStrangers } from "../src/platform/rate-limits.ts";
import { serviceContext } from "../src/platform/region.ts";
import { bearer, ok, send } from "./support/http.ts";
import { controlCall, type Merchant, openShop, until } from "./support/merchant.ts";
import { hire, makeOperator, password, shell, type TestOperator } from "./support/people.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";

let platform: TestPlatform;
let operator: TestOperator;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
  operator = await makeOperator(platform);
});
afterAll(() => platform.close());

/** What the control plane does each minute about shops that nobody visits. */
async function restSweep(): Promise<void> {
  const ctx = { ...shell(platform), actor: { kind: "service", name: "test" } as const };
  await controlSweeps.find(({ name }) => name === "tenants.rest_shops")?.run(ctx);
}

async function withKey(merchant: Merchant) {
  const input = { kind: "publishable", name: "Site", allowedOrigins: ["https://shop.example"] };
  const { secret } = ok<{ secret: string }>(await merchant.admin("tenants.createKey", "flow", input));
  const visit = (language = "en") =>
    send(`${merchant.regionUrl}/v1/shop`, { headers: { ...bearer(secret), "accept-language": language } });
  return {
    visit,
    untilCode: (code: string | undefined) =>
      until(String(code), async () => {
        const answer = await visit();
        return answer.code === code ? answer : undefined;
      }),
  };
}

/** The region's row of one table, by SQL: the tests look from outside. */
const rowsOf = async (merchant: Merchant, sql: string) =>
  (await platform.regions[merchant.region].database.owner.query(sql, [merchant.tenantId])).rows as Record<
    string,
    unknown
  >[];

it("keeps a suspended shop's jobs and does them when it is open again", async () => {
  const merchant = await openShop(platform, { region: "eu", shopName: "Pausiert" });
  const { visit, untilCode } = await withKey(merchant);
  const ref = { tenantId: merchant.tenantId };
  ok(await operator.control("tenants.suspend", "write", { ...ref, reason: "unpaid" }));
  await untilCode("tenant.suspended");
  expect((await visit("de")).text).toContain("Dieser Shop ist gesperrt.");
  const { runtime } = platform.regions.eu;
  const tenant = await tenantById(runtime.regionDb, merchant.tenantId);
  if (tenant === undefined) throw new Error("the shop is there");
  const file = startImport.def.input.parse({ fileName: "lamps.csv", content: "handle,title\none,One" });
  const { id } = await startImport(serviceContext(runtime, tenant, "test"), file);
  // The feeder has looked at it and will look again later.
  await until("the feeder to hold the job", async () => {
    const [row] = await rowsOf(
      merchant,
      "select at > announced_at + interval '1 second' as held from region.due where tenant_id = $1 and kind = 'jobs'",
    );
    return row?.["held"] === true ? true : undefined;
  });
  const state = async (): Promise<unknown> =>
    (await rowsOf(merchant, `select state from "${tenant.schema}".jobs where $1 <> ''`))[0]?.["state"];
  expect(await state()).toBe("queued");
  const refused = await merchant.admin("catalog.startImport", "write", file);
  expect(refused.code).toBe("tenant.suspended");
  ok(await operator.control("tenants.resume", "write", ref));
  await until("the job to be done", async () => ((await state()) === "done" ? true : undefined), 20_000);
  expect(
    ok<{ result: { created: number } }>(await merchant.admin("catalog.getImport", "read", { id })).result.created,
  ).toBe(1);
});

it("is closed by its owner alone, taken away, opened again, and erased when its time is over", async () => {
  const merchant = await openShop(platform, { region: "eu", shopName: "Feierabend & Söhne" });
  const admin = await hire(platform, merchant, "admin");
  const { untilCode } = await withKey(merchant);
  const ref = { tenantId: merchant.tenantId };
  const close = (by: Merchant, shopName = "Feierabend & Söhne", secret = password) =>
    by.control("tenants.close", "write", { ...ref, shopName, password: secret });
  expect((await close(merchant, "Feierabend")).code).toBe("staff.name_differs");
  expect((await close(merchant, undefined, "not my password")).code).toBe("staff.wrong_password");
  expect((await close(admin)).code).toBe("auth.not_allowed");
  const { eraseAt } = ok<{ eraseAt: string }>(await close(merchant));
  expect((Date.parse(eraseAt) - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
  expect((await close(merchant)).code).toBe("staff.shop_closed");
  await untilCode("tenant.closed");
  ok(await merchant.admin("tenants.getShop", "read", {}));
  expect((await merchant.admin("tenants.startExport", "flow", {}, bearer(admin.token))).status).toBe(200);

  const copy = await until("the copy", async () => {
    const { items } = ok<{ items: { state: string; url: string | null; bytes: number }[] }>(
      await merchant.admin("tenants.listExports", "read", {}),
    );
    return items.find(({ state }) => state === "done");
  });
  const fetched = await fetch(copy.url ?? "");
  expect(fetched.headers.get("content-disposition")).toMatch(/^attachment; filename="exp_\w+\.tar\.gz"$/);
  const packed = Buffer.from(await fetched.arrayBuffer());
  expect(packed.byteLength).toBe(copy.bytes);
  expect(gunzipSync(packed).toString()).toContain("Feierabend & Söhne");
  expect((await fetch((copy.url ?? "").replace(/mac=./, "mac=~"))).status).toBe(404);

  expect((await admin.control("tenants.reopen", "write", ref)).code).toBe("auth.not_allowed");
  ok(await merchant.control("tenants.reopen", "write", ref));
  await until("the shop to be open", async () => {
    const answer = await merchant.admin("tenants.updateShop", "flow", { version: 1, name: "Neuer Tag" });
    return answer.code === "tenant.closed" ? undefined : true;
  });
  expect((await merchant.control("tenants.reopen", "write", ref)).code).toBe("staff.not_closed");

  await until("the new name to be known", async () =>
    (await close(merchant, "Neuer Tag")).status === 200 ? true : undefined,
  );
  const { owner } = platform.controlDatabase;
  await owner.query("update control.tenants set erase_at = now() where id = $1", [merchant.tenantId]);
  const row = await until(
    "the certificate",
    async () => {
      const { rows } = await owner.query<{ name: string; certificate: { rows: number } | null }>(
        "select name, certificate from control.tenants where id = $1 and status = 'erased'",
        [merchant.tenantId],
      );
      return rows[0];
    },
    30_000,
  );
  expect(row).toMatchObject({ name: "erased", certificate: { tenantId: merchant.tenantId } });
  expect((await merchant.control("staff.me", "read", {})).status).toBe(401);
  for (const email of [merchant.email, admin.email]) {
    const answer = await controlCall(platform, null, "staff.logIn", "write", { email, password });
    expect(answer.code).toBe("staff.wrong_credentials");
  }
  expect(await rowsOf(merchant, "select id from region.tenants where id = $1")).toEqual([]);
  const { rows } = await owner.query(
    `select (select count(*) from control.users where email in ($2, $3)) + (select count(*) from control.memberships where tenant_id = $1) as people`,
    [merchant.tenantId, merchant.email, admin.email],
  );
  expect(Number(rows[0]?.people)).toBe(0);
  await untilCode("auth.invalid_credential");
});

it("of a trial plan rests when nobody comes, its owner told before and after, and is back for whoever comes", async () => {
  const merchant = await openShop(platform, { region: "eu", shopName: "Dornröschen" });
  const { visit } = await withKey(merchant);
  const ref = { tenantId: merchant.tenantId };
  const { owner } = platform.regions.eu.database;
  // A young announcement is looked at again for a while; in months nothing is left of it.
  const idle = async (days: number) => {
    await owner.query("delete from region.due where tenant_id = $1", [merchant.tenantId]);
    await owner.query("update region.tenants set seen_at = now() - $2 * interval '1 day' where id = $1", [
      merchant.tenantId,
      days,
    ]);
  };
  const detail = async () =>
    ok<{ hibernatedAt: string | null; told: boolean; home: { rest: string } | null }>(
      await operator.control("tenants.get", "read", ref),
    );
  const mails = (part: string) =>
    platform.mails.list({ to: merchant.email }).filter(({ subject }) => subject.includes(part));
  const packAway = async () => {
    await until("the rest before to be tidied up", async () => {
      await idle(0);
      return (await operator.control("tenants.hibernate", "write", ref)).status === 200 ? true : undefined;
    });
    await until("the shop to rest", async () => ((await detail()).home?.rest === "asleep" ? true : undefined));
  };
  await idle(120);
  await restSweep();
  // A paying shop is never packed away, by nobody.
  expect((await operator.control("tenants.hibernate", "write", ref)).code).toBe("tenants.keeps_awake");
  ok(await operator.control("tenants.setPlan", "write", { ...ref, plan: "trial" }));
  await until("the region to know the plan", async () => ((await detail()).told ? true : undefined));
  expect(mails("Dornröschen").filter(({ subject }) => subject.includes("sleep"))).toEqual([]);

  await restSweep();
  await until("the announcement", () => mails("will be put to sleep")[0]);
  await restSweep();
  expect((await detail()).home?.rest).toBe("awake");
  await idle(120);
  await platform.controlDatabase.owner.query("update control.tenants set hibernate_at = now() where id = $1", [
    merchant.tenantId,
  ]);
  await until("the shop to rest", async () => {
    await restSweep();
    return (await detail()).hibernatedAt === null ? undefined : true;
  });
  await until("the second mail", () => mails("is asleep")[0]);
  expect(mails("will be put to sleep")).toHaveLength(1);
  await restSweep();

  // Everybody comes at once; nobody gets anything but the shop, which has no market yet, or a second to wait.
  const answers = await Promise.all(Array.from({ length: 20 }, () => visit()));
  for (const { status, code, headers } of answers) {
    if (code === "markets.none_open") continue;
    expect([status, code, headers.get("retry-after")]).toEqual([503, "tenant.asleep", "1"]);
  }
  await until("the shop", async () => ((await visit()).code === "markets.none_open" ? true : undefined));
  expect(await rowsOf(merchant, "select count(*)::int as shops from region.tenants where id = $1")).toEqual([
    { shops: 1 },
  ]);
  await restSweep();
  expect(await detail()).toMatchObject({ hibernatedAt: null, home: { rest: "awake" } });

  // The operator does both at once, whoever came just now; the owner's own look is a visit too.
  await packAway();
  ok(await operator.control("tenants.wake", "write", ref));
  await until("the shop", async () => ((await detail()).home?.rest === "awake" ? true : undefined));
  await packAway();
  // Whoever knows no more than the shop's id wakes a few shops in an hour, and is then told to wait; a key is not.
  const stranger = () => send(`${platform.regions.eu.url}/webhooks/stripe/${merchant.tenantId}`, { body: {} });
  for (let woken = 0; woken < wakesByStrangers.ofAddress; woken++) {
    await until("a stranger's call", async () => ((await stranger()).code === "tenant.asleep" ? undefined : true));
    expect((await detail()).home?.rest).toBe("awake");
    await packAway();
  }
  expect(await stranger()).toMatchObject({ status: 429, code: "request.too_many" });
  expect((await detail()).home?.rest).toBe("asleep");
  await until("the owner's look", async () =>
    (await merchant.admin("tenants.getShop", "read", {})).status === 200 ? true : undefined,
  );
});
