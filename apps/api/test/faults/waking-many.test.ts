import { askToWake, hibernate, tenantNow } from "@meridian/core/tenants";
import { TenantRef } from "@meridian/core/tenants/schemas";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packShops } from "../../src/worker/life-of-shops.ts";
import { workContext } from "../../src/worker/platform-work.ts";
import { work } from "../access/village.ts";
import { type Answer, bearer, keepConnections, ok, send } from "../support/http.ts";
import { type Merchant, openShop, until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";

const sleepers = 20;
const visitorsOfEach = 100;
/** What the kernel lets wait at a socket at once is less than all of them. */
const connections = 400;

let platform: TestPlatform;
let shops: readonly { readonly merchant: Merchant; readonly key: string }[];
let letGo = () => {};
beforeAll(async () => {
  letGo = keepConnections();
  platform = await openTestPlatform({ worker: false });
  const opened = [];
  const stop = work(platform, "eu");
  // The last one stays awake.
  for (let i = 0; i <= sleepers; i++) {
    const merchant = await openShop(platform, { region: "eu", shopName: `Nachtruhe ${i}` });
    const input = { kind: "publishable", name: "Site", allowedOrigins: ["https://shop.example"] };
    const { secret } = ok<{ secret: string }>(await merchant.admin("tenants.createKey", "flow", input));
    opened.push({ merchant, key: secret });
  }
  shops = opened;
  await stop();
}, 240_000);
afterAll(async () => {
  await platform.close();
  letGo();
});

const region = () => platform.regions.eu;
const owner = () => region().database.owner;

async function fallAsleep(): Promise<void> {
  const ctx = workContext(region().runtime, "test");
  await owner().query("delete from region.due");
  for (const { merchant } of shops.slice(0, sleepers)) {
    const asked = { ...TenantRef.parse(merchant), plan: "unlimited", idleSince: null };
    expect(await hibernate(ctx, asked)).toEqual({ accepted: true });
    await packShops(region().runtime, owner());
  }
}

async function schemas(): Promise<number> {
  const { rows } = await owner().query<{ schemas: number }>(
    `select count(*)::int as schemas from pg_namespace where nspname like 't\\_%'
     and nspname not in (select schema_name from region.spare_schemas)`,
  );
  return rows[0]?.schemas ?? 0;
}

interface Timed {
  readonly answer: Answer;
  readonly millis: number;
}
async function visit(key: string): Promise<Timed> {
  const begun = performance.now();
  const answer = await send(`${region().url}/v1/shop`, { headers: bearer(key) });
  return { answer, millis: performance.now() - begun };
}

it(`${sleepers} shops that rest, ${visitorsOfEach} visitors each at once: none hangs, each shop is back once, the others are served`, async () => {
  await fallAsleep();
  expect(await schemas()).toBe(1);
  const stop = work(platform, "eu");
  try {
    let isOver = false;
    const beside: Timed[] = [];
    const awakeKey = shops[sleepers]?.key ?? "";
    const neighbour = (async () => {
      while (!isOver) beside.push(await visit(awakeKey));
    })();
    const visits: Timed[] = [];
    // Every shop's first visitor comes before anybody's second.
    const coming = Array.from({ length: sleepers * visitorsOfEach }, (_, i) => shops[i % sleepers]?.key ?? "");
    const come = async (): Promise<void> => {
      for (let key = coming.pop(); key !== undefined; key = coming.pop()) visits.push(await visit(key));
    };
    await Promise.all(Array.from({ length: connections }, come));
    expect(visits).toHaveLength(sleepers * visitorsOfEach);
    // Whoever came is answered by the shop itself, which has no market yet, or is told to come again in a second.
    const outcomes = new Set(visits.map(({ answer }) => `${answer.status} ${answer.code}`));
    for (const outcome of outcomes) expect(["422 markets.none_open", "503 tenant.asleep"]).toContain(outcome);
    for (const { answer } of visits) if (answer.status === 503) expect(answer.headers.get("retry-after")).toBe("1");
    const slowest = Math.max(...visits.map(({ millis }) => millis));
    expect(slowest).toBeLessThan(20_000);
    await until(
      "all shops",
      async () => {
        const states = await Promise.all(
          shops.map(({ merchant }) => tenantNow(region().runtime.regionDb, merchant.tenantId)),
        );
        return states.every((tenant) => tenant?.awake === true) ? true : undefined;
      },
      120_000,
    );
    isOver = true;
    await neighbour;
    // The shop that was awake all the time was served all the time.
    expect(beside.length).toBeGreaterThan(5);
    expect(new Set(beside.map(({ answer }) => answer.code))).toEqual(new Set(["markets.none_open"]));
    for (const { key } of shops) expect((await visit(key)).answer.code).toBe("markets.none_open");
    expect(await schemas()).toBe(sleepers + 1);
    for (const { merchant } of shops)
      expect(await askToWake(region().runtime.regionDb, merchant.tenantId, new Date())).toBe(false);
    const refused = visits.filter(({ answer }) => answer.status === 503).length;
    process.stdout.write(
      `waking: ${visits.length} visits to ${sleepers} shops, ${refused} told to come again, slowest ${slowest.toFixed(0)} ms; ${beside.length} visits to another, slowest ${Math.max(...beside.map(({ millis }) => millis)).toFixed(0)} ms\n`,
    );
  } finally {
    await stop();
  }
}, 300_000);
