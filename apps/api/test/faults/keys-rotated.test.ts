import { type ChildProcess, execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { masterKeyId } from "@meridian/core/platform/master-keys";
import { codeAt, fromBase32, stepOf } from "@meridian/core/staff";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiProcess, apiProcess } from "../support/api-process.ts";
import { childEnv } from "../support/child-env.ts";
import { ok, send } from "../support/http.ts";
import { controlCall, until } from "../support/merchant.ts";
import { inviteOperator, password } from "../support/people.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { openSellableShop, type SellableShop, sessionOf, shopper } from "../support/sellable.ts";

const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const aKey = (): string => randomBytes(32).toString("base64");
const old = { eu: aKey(), control: aKey() };
const next = { eu: aKey(), control: aKey() };

/** An operator whose authenticator's secret is known: each code is good once. */
interface Keeper {
  readonly email: string;
  readonly secret: string;
  lastStep: number;
}

let platform: TestPlatform;
let api: ApiProcess;
const shops: SellableShop[] = [];
const keepers: Keeper[] = [];
beforeAll(async () => {
  // Step 1 of the runbook is done: everybody knows both keys, and the old one is the current one.
  platform = await openTestPlatform({
    worker: true,
    more: { MASTER_KEY: old.eu, MASTER_KEYS_OTHER: next.eu },
    moreOfControl: { MASTER_KEY: old.control, MASTER_KEYS_OTHER: next.control },
  });
  for (let i = 0; i < 6; i++) shops.push(await openSellableShop(platform, 10_000));
  for (let i = 0; i < 4; i++) {
    const { email, token, secret } = await inviteOperator(platform);
    const lastStep = stepOf(new Date());
    const code = codeAt(fromBase32(secret), lastStep);
    ok(await controlCall(platform, null, "operators.setUp", "write", { token, password, code }));
    keepers.push({ email, secret, lastStep });
  }
  api = await apiProcess({ ...platform.regions.eu.env, MASTER_KEY: next.eu, MASTER_KEYS_OTHER: old.eu });
  await api.start(null);
}, 300_000);
afterAll(async () => {
  await api.stop();
  await platform.close();
});

function meridian(place: "eu" | "control", words: readonly string[]) {
  const { eu } = platform.regions;
  const env = place === "eu" ? eu.env : platform.controlEnv;
  let child: ChildProcess | undefined;
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child = execFile(
      process.execPath,
      [cli, ...words],
      { env: { ...childEnv(), ...env, MASTER_KEY: next[place], MASTER_KEYS_OTHER: old[place] } },
      (_error, out, err) => resolve({ code: child?.exitCode ?? null, out, err }),
    );
  });
  return { ended, kill: () => child?.kill("SIGKILL") };
}

interface Load {
  readonly sales: { readonly email: string }[];
  readonly logIns: number;
  readonly failed: readonly string[];
}

let buyer = 0;
/** A whole sale: cart, payment page, payment, confirmation. */
async function sale(url: string): Promise<string> {
  const i = buyer++;
  const shop = shops[i % shops.length];
  if (shop === undefined) throw new Error("no shop to buy in");
  const email = `buyer-${i}@example.com`;
  const buys = shopper(shop, url);
  const placed = ok<{ checkoutId: string; redirectUrl: string }>(
    await buys.place(await buys.readyCart(email), `place-${i}`),
  );
  await send(`${platform.regions.eu.stripe.url}/_dev/pay/${sessionOf(placed.redirectUrl)}`, {
    body: { card: "4242424242424242" },
  });
  ok(await buys.call("POST", `/checkouts/${placed.checkoutId}/confirm`, {}));
  return email;
}

/** Logs in with the next code that is not used yet, once there is one. */
async function secondFactor(keeper: Keeper): Promise<boolean> {
  const step = stepOf(new Date()) + 1;
  if (step <= keeper.lastStep) return false;
  keeper.lastStep = step;
  const code = codeAt(fromBase32(keeper.secret), step);
  ok(await controlCall(platform, null, "operators.logIn", "write", { email: keeper.email, password, code }));
  return true;
}

/** Buys at every address and logs operators in, until told to end. */
function load(urls: readonly string[]): { soFar(): number; stop(): Promise<Load> } {
  let isOver = false;
  let logIns = 0;
  const sales: { email: string }[] = [];
  const failed: string[] = [];
  const tried = async (work: () => Promise<void>): Promise<void> => {
    await work().catch((error: unknown) => void failed.push(error instanceof Error ? error.message : String(error)));
    // Somebody comes now and then: the rotation needs a core too.
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const buying = urls.map(async (url) => {
    while (!isOver) await tried(async () => void sales.push({ email: await sale(url) }));
  });
  const entering = keepers.map(async (keeper) => {
    while (!isOver) await tried(async () => void ((await secondFactor(keeper)) && logIns++));
  });
  return {
    soFar: () => sales.length,
    stop: async () => {
      isOver = true;
      await Promise.all([...buying, ...entering]);
      return { sales, logIns, failed };
    },
  };
}

const wrappedBy = async (place: "eu" | "control", key: string): Promise<number> => {
  const [database, schema] =
    place === "eu" ? [platform.regions.eu.database, "region"] : [platform.controlDatabase, "control"];
  const sql = `select 1 from ${schema}.data_keys where master_key_id = $1`;
  return (await database.owner.query(sql, [masterKeyId(Buffer.from(key, "base64"))])).rows.length;
};

it("master keys and a tenant's key are rotated by the shell, killed and run again, while shops sell, mail and operators log in: nothing fails", async () => {
  // Step 2: of two processes one already wraps with the new key.
  const running = load([platform.regions.eu.url, api.url]);
  await until("sales", () => (running.soFar() > 10 ? true : undefined), 60_000);
  const keysThere = await wrappedBy("eu", old.eu);
  expect(keysThere).toBeGreaterThanOrEqual(shops.length);

  const cut = meridian("eu", ["keys", "rotate-master", "--region=eu", "--per-second=2"]);
  await until("half of it", async () => ((await wrappedBy("eu", next.eu)) >= 2 ? true : undefined), 60_000);
  cut.kill();
  await cut.ended;
  expect(await wrappedBy("eu", old.eu)).toBeGreaterThan(0);
  const oldId = masterKeyId(Buffer.from(old.eu, "base64"));
  expect((await meridian("eu", ["keys", "retire-master", oldId, "--region=eu"]).ended).code).toBe(1);
  expect(await meridian("eu", ["keys", "rotate-master", "--region=eu"]).ended).toMatchObject({ code: 0, err: "" });
  expect(await meridian("control", ["keys", "rotate-master", "--region=control"]).ended).toMatchObject({ code: 0 });
  const [one, other] = shops;
  if (one === undefined || other === undefined) throw new Error("two shops");
  // Killed as soon as there is a new key: which texts are sealed with it nobody knows.
  const halfDone = meridian("eu", ["keys", "rotate-tenant", other.merchant.tenantId]);
  await until("its new key", async () => {
    const sql = "select 1 from region.data_keys where owner_id = $1";
    return (await platform.regions.eu.database.owner.query(sql, [other.merchant.tenantId])).rows.length === 2
      ? true
      : undefined;
  });
  halfDone.kill();
  const rotated = await Promise.all([
    meridian("eu", ["keys", "rotate-tenant", one.merchant.tenantId]).ended,
    meridian("control", ["keys", "rotate-tenant", "control"]).ended,
    halfDone.ended.then(() => meridian("eu", ["keys", "rotate-tenant", other.merchant.tenantId, "--leaked"]).ended),
  ]);
  expect(rotated.map(({ code }) => code)).toEqual([0, 0, 0]);
  const sold = running.soFar();
  await until("sales after it", () => (running.soFar() > sold + 20 ? true : undefined), 60_000);
  const first = await running.stop();
  expect(first.failed).toEqual([]);

  // Steps 4 and 5: the old key is retired and nobody has it any more.
  expect(await wrappedBy("eu", old.eu)).toBe(0);
  for (const place of ["eu", "control"] as const) {
    const id = masterKeyId(Buffer.from(old[place], "base64"));
    const retired = await meridian(place, ["keys", "retire-master", id, `--region=${place}`]).ended;
    expect(retired).toMatchObject({ code: 0, err: "" });
  }
  await api.stop();
  const { env } = platform.regions.eu;
  const without = Object.entries(env).filter(([name]) => name !== "MASTER_KEYS_OTHER");
  api = await apiProcess({ ...Object.fromEntries(without), MASTER_KEY: next.eu });
  await api.start(null);
  const again = load([api.url]);
  await until("each shop to sell", () => (again.soFar() >= 2 * shops.length ? true : undefined), 60_000);
  const second = await again.stop();
  expect(second.failed).toEqual([]);
  const sales = [...first.sales, ...second.sales];
  await until(
    "every mail",
    () => (sales.every(({ email }) => platform.mails.list({ to: email }).length > 0) ? true : undefined),
    60_000,
  );
  const logIns = first.logIns + second.logIns;
  expect(logIns).toBeGreaterThanOrEqual(keepers.length);
  process.stdout.write(
    `keys rotated: ${keysThere} data keys, ${sales.length} sales and as many mails, ${logIns} log-ins with a second factor, 0 failed; of them ${second.sales.length} sales without the old key\n`,
  );
}, 300_000);
