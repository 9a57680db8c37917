import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languages } from "@meridian/core/kernel/languages";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import { type Cluster, ensureCluster, removeCluster } from "../../dev/postgres.ts";
import { freeze } from "../support/freeze.ts";
import { type Answer, callProcedure, ok } from "../support/http.ts";
import { type Merchant, openShop, until } from "../support/merchant.ts";
import { makeOperator, type TestOperator } from "../support/people.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";

let dir: string;
let cluster: Cluster;
let platform: TestPlatform;
let operator: TestOperator;
let shops: Readonly<Record<"eu" | "us", Merchant>>;
let thaw = (): void => undefined;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "operators-cluster-"));
  cluster = await ensureCluster({ dir, port: await freePort(), mode: "test" });
  const euCluster = { ownerUrl: cluster.url("owner"), appUrl: cluster.url("app") };
  platform = await openTestPlatform({ worker: true, euCluster });
  operator = await makeOperator(platform);
  shops = {
    eu: await openShop(platform, { region: "eu", shopName: "Fern" }),
    us: await openShop(platform, { region: "us", shopName: "Nah" }),
  };
  for (const { tenantId } of Object.values(shops))
    ok(await operator.control("tenants.setPlan", "write", { tenantId, plan: "trial" }));
}, 240_000);
afterAll(async () => {
  thaw();
  await platform.close();
  await cluster.stop();
  await removeCluster(dir);
});

interface Health {
  readonly items: readonly { region: string; problems: string[]; heardAt: string | null; report: object | null }[];
}
interface Detail {
  readonly told: boolean;
  readonly status: string;
  readonly heardAt: string | null;
  readonly home: { readonly status: string } | null;
}
const slowest = new Map<string, number>();
async function timed(what: string, ask: () => Promise<Answer>): Promise<Answer> {
  const begun = performance.now();
  const answer = await ask();
  slowest.set(what, Math.max(slowest.get(what) ?? 0, Math.round(performance.now() - begun)));
  return answer;
}
const detailOf = async ({ tenantId }: Merchant): Promise<Detail> =>
  ok<Detail>(await operator.control("tenants.get", "read", { tenantId }));
const told = (shop: Merchant) =>
  until("the region to be told", async () => ((await detailOf(shop)).told ? true : undefined), 150_000);

it("with a region's database frozen, operators see the rest at once, what they decide waits, and what cannot is refused", async () => {
  await Promise.all([told(shops.eu), told(shops.us)]);
  await until("the region to be heard of", async () =>
    (await detailOf(shops.eu)).heardAt === null ? undefined : true,
  );
  thaw = freeze(dir, "whole");
  const tenantId = shops.eu.tenantId;
  const read = (path: string, input: object) => timed(path, () => operator.control(path, "read", input));
  // As the console asks: each region alone.
  const [far, near] = await Promise.all([
    timed("the frozen region", () => operator.control("operators.listRegions", "read", { region: "eu" })),
    timed("the other region", () => operator.control("operators.listRegions", "read", { region: "us" })),
  ]);
  const [frozen] = ok<Health>(far).items;
  expect(frozen).toMatchObject({ region: "eu", report: null });
  expect(frozen?.heardAt).not.toBeNull();
  expect(ok<Health>(near).items).toMatchObject([{ region: "us", report: {} }]);
  const { items } = ok<{ items: { id: string }[] }>(await read("tenants.list", { first: 10 }));
  expect(items.map(({ id }) => id)).toContain(tenantId);
  ok(await read("tenants.count", {}));
  expect(ok<Detail>(await read("tenants.get", { tenantId }))).toMatchObject({ home: null, status: "active" });
  expect(ok(await read("tenants.usage", { tenantId }))).toMatchObject({ used: null, plan: "trial" });
  ok(await read("operators.listAudit", {}));

  // Written down: the region is told later.
  const write = (path: string, input: object) => timed(path, () => operator.control(path, "write", input));
  ok(await write("tenants.suspend", { tenantId, reason: "security" }));
  ok(await write("tenants.setLimit", { tenantId, limit: "markets", agreed: { most: 2 }, reason: "contract" }));
  expect(await detailOf(shops.eu)).toMatchObject({ told: false, status: "suspended", home: null });
  // Refused in words: nothing waits that would surprise somebody tomorrow.
  const messages = new Set<string>();
  for (const language of languages) {
    const headers = { "x-meridian-csrf": "1", cookie: operator.cookie, "accept-language": language };
    const act = language === "en" ? "tenants.hibernate" : "tenants.wake";
    const answer = await timed(act, () =>
      callProcedure(`${platform.controlUrl}/trpc`, act, "write", { tenantId }, headers),
    );
    expect([answer.status, answer.code]).toEqual([503, "tenants.region_away"]);
    messages.add((answer.body as { error: { message: string } }).error.message);
  }
  expect(messages.size).toBe(languages.length);
  // The other region is told all the same.
  ok(await operator.control("tenants.suspend", "write", { tenantId: shops.us.tenantId, reason: "request" }));
  await told(shops.us);
  expect(await detailOf(shops.us)).toMatchObject({ home: { status: "suspended" } });
  expect(await detailOf(shops.eu)).toMatchObject({ told: false });

  thaw();
  await told(shops.eu);
  expect(await detailOf(shops.eu)).toMatchObject({ home: { status: "suspended" } });
  ok(await write("tenants.resume", { tenantId }));
  await told(shops.eu);
  const { limits } = ok<{ limits: { markets: number } }>(await shops.eu.admin("tenants.usage", "read", {}));
  expect(limits.markets).toBe(2);
  process.stdout.write(
    `operators, a region frozen: ${[...slowest].map(([what, ms]) => `${what} ${ms} ms`).join(", ")}\n`,
  );
  expect(slowest.get("the other region")).toBeLessThan(1_500);
  expect(slowest.get("tenants.list")).toBeLessThan(1_500);
  for (const millis of slowest.values()) expect(millis).toBeLessThan(4_000);
}, 300_000);
