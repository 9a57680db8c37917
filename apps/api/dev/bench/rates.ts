import { spawn } from "node:child_process";
import { resolve } from "node:path";
import type pg from "pg";
import { apiProcess } from "../../test/support/api-process.ts";
import { type Answer, keepConnections, send } from "../../test/support/http.ts";
import { until } from "../../test/support/merchant.ts";
import { openTestPlatform } from "../../test/support/platform.ts";
import { openSellableShop, type SeenCart, shopper } from "../../test/support/sellable.ts";
import { freePort } from "../ports.ts";
import { backendsOf, cpuSeconds } from "./cpu.ts";
import { withPostgres } from "./postgres.ts";
import { type Part, type Row, told } from "./row.ts";

const together = 16;

interface Load {
  /** Per second, over the wall clock. Who asks, who answers and the database share the machine's cores. */
  readonly rate: number;
  /** Milliseconds of CPU per request: of the process that answers, and of the database for it. */
  readonly answering: number;
  readonly database: number;
}

/** Who answers: a process of its own, and its connections by their name. */
interface Answering {
  readonly pid: number;
  readonly owner: pg.Pool;
  readonly applicationName: string;
}

async function cpuOf({ pid, owner, applicationName }: Answering): Promise<{ answering: number; database: number }> {
  const backends = await backendsOf(owner, applicationName);
  return { answering: cpuSeconds(pid), database: backends.map(cpuSeconds).reduce((sum, one) => sum + one, 0) };
}

/**
 * `count` requests, so many at a time; each must succeed. Before them a fifth as many that do not count: a process and
 * its connections have then compiled and planned what they run.
 */
async function load(
  by: Answering,
  count: number,
  ask: (i: number) => Promise<Answer>,
  atOnce = together,
): Promise<Load> {
  let next = 0;
  const worker = async (upTo: number): Promise<void> => {
    while (next < upTo) {
      const answer = await ask(next++);
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text.slice(0, 200)}`);
    }
  };
  const run = (upTo: number) => Promise.all(Array.from({ length: atOnce }, () => worker(upTo)));
  const warm = Math.ceil(count / 5);
  await run(warm);
  const [before, started] = [await cpuOf(by), performance.now()];
  await run(warm + count);
  const seconds = (performance.now() - started) / 1000;
  const after = await cpuOf(by);
  return {
    rate: count / seconds,
    answering: (1000 * (after.answering - before.answering)) / count,
    database: (1000 * (after.database - before.database)) / count,
  };
}

/** `bare-express.ts` as a process, for the same machine and moment. */
async function bareExpress(databaseUrl: string, owner: pg.Pool) {
  const applicationName = "bench-bare-express";
  const port = await freePort();
  const child = spawn(process.execPath, [resolve(import.meta.dirname, "bare-express.ts")], {
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: databaseUrl,
      APPLICATION_NAME: applicationName,
      PORT: String(port),
      NODE_ENV: "production",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}/`;
  await until("bare Express", async () => ((await fetch(url).catch(() => null))?.ok === true ? true : undefined));
  return { url, by: { pid: child.pid ?? 0, owner, applicationName }, close: () => child.kill() };
}

function cpuRows(name: string, { answering, database }: Load): Row[] {
  return [told(name, answering, "ms CPU, process"), told(name, database, "ms CPU, database")];
}

/** How many requests a second a region answers, beside bare Express with one statement in the same run. */
export const rates: Part = () =>
  withPostgres(async () => {
    keepConnections();
    const platform = await openTestPlatform({ worker: true });
    const { env, database } = platform.regions.eu;
    const api = await apiProcess(env);
    await api.start(null);
    const bare = await bareExpress(database.appUrl, database.owner);
    try {
      const shop = await openSellableShop(platform, 1_000_000);
      const { call, readyCart, place } = shopper(shop, api.url);
      const limit = await load(bare.by, 2_000, () => send(bare.url));
      const rows: Row[] = [
        told("bare Express, one statement", limit.rate, "requests/s", "the limit of this machine"),
        ...cpuRows("bare Express, one statement", limit),
      ];
      const page = await load(bare.by, 2_000, () => send(`${bare.url}page`));
      rows.push(told("bare Express, 10 kB", page.rate, "requests/s"), ...cpuRows("bare Express, 10 kB", page));
      const own = { pid: api.pid(), owner: database.owner, applicationName: "meridian-api-eu" };
      const ours = (count: number, ask: (i: number) => Promise<Answer>, atOnce?: number) =>
        load(own, count, ask, atOnce);
      const besides = (name: string, found: Load, goal: number): void => {
        const share = `${((100 * found.rate) / limit.rate).toFixed(0)} % of bare`;
        const ok = found.rate >= goal;
        rows.push({ ...told(name, found.rate, "per second", `≥ ${goal.toFixed(0)} (${share})`), ok });
        rows.push(...cpuRows(name, found));
      };
      const where = "market=de&locale=de";
      besides("listing, remembered", await ours(2_000, () => call("GET", `/products?${where}`)), 0.6 * page.rate);
      besides(
        "product page, remembered",
        await ours(2_000, () => call("GET", `/products/lamp?${where}`)),
        0.6 * page.rate,
      );
      // No word is asked for twice, so that nothing is remembered.
      const anew = (i: number) => call("GET", `/products?${where}&q=${(i + 46_656).toString(36)}`);
      besides("search, each for another word", await ours(1_500, anew), 500);
      const carts: SeenCart[] = [];
      for (let i = 0; i < together; i++) carts.push(await readyCart(`erika${i}@example.com`));
      const line = { variantId: shop.variantId, quantity: 1 };
      const add = (i: number) => call("POST", `/carts/${carts[i % together]?.id}/lines`, line);
      besides("cart: add a line", await ours(1_500, add), 400);
      const [few, many] = [await ours(300, add), await ours(300, add, 4 * together)];
      const share = many.rate / few.rate;
      const growth = `cart: add a line, ${4 * together} at once compared with ${together}`;
      rows.push({ ...told(growth, share, "×", "≥ 0.9"), ok: share >= 0.9 });
      let buyer = 0;
      const checkout = async (): Promise<Answer> => {
        const own = buyer++;
        return place(await readyCart(`max${own}@example.com`), `bench-${own}`);
      };
      besides("whole checkout: five requests", await ours(600, checkout), 100);
      return rows;
    } finally {
      bare.close();
      await api.stop();
      await platform.close();
    }
  });
