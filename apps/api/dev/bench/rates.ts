import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import pg from "pg";
import { type Answer, keepConnections, send } from "../../test/support/http.ts";
import { openTestPlatform } from "../../test/support/platform.ts";
import { openSellableShop, type SeenCart, shopper } from "../../test/support/sellable.ts";
import { withPostgres } from "./postgres.ts";
import { type Part, type Row, told } from "./row.ts";

const together = 16;

interface Load {
  /** Per second, over the wall clock. */
  readonly rate: number;
  /** Milliseconds of CPU of the one process that asks and answers, per request. */
  readonly cpu: number;
}

/** `count` requests, so many at a time; each must succeed. */
async function load(count: number, ask: (i: number) => Promise<Answer>, atOnce = together): Promise<Load> {
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
  const [started, before] = [performance.now(), process.cpuUsage()];
  await run(warm + count);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { rate: count / seconds, cpu: (user + system) / 1000 / count };
}

/** The least that any such service costs: Express with one statement, and with 10 kB that it need not make. */
async function bareExpress(databaseUrl: string): Promise<{ url: string; close: () => Promise<void> }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  const app = express();
  app.get("/", async (_request, response) => {
    const { rows } = await pool.query("select $1::int as one, now() as at", [1]);
    response.json(rows);
  });
  const page = JSON.stringify({ items: "x".repeat(10_000) });
  app.get("/page", (_request, response) => void response.type("json").send(page));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
}

/** How many requests a second a region answers, beside bare Express with one statement in the same run. */
export const rates: Part = () =>
  withPostgres(async () => {
    keepConnections();
    const platform = await openTestPlatform({ worker: true });
    const bare = await bareExpress(platform.regions.eu.database.appUrl);
    try {
      const shop = await openSellableShop(platform, 100_000);
      const { call, readyCart, place } = shopper(shop);
      const limit = await load(2_000, () => send(bare.url));
      const rows: Row[] = [
        told("bare Express, one statement", limit.rate, "requests/s", "the limit of this machine"),
        told("bare Express, one statement", limit.cpu, "ms CPU"),
      ];
      const page = await load(2_000, () => send(`${bare.url}page`));
      rows.push(told("bare Express, 10 kB", page.rate, "requests/s"), told("bare Express, 10 kB", page.cpu, "ms CPU"));
      const besides = (name: string, { rate, cpu }: Load, goal: number): void => {
        const share = `${((100 * rate) / limit.rate).toFixed(0)} % of bare`;
        rows.push({ ...told(name, rate, "per second", `≥ ${goal.toFixed(0)} (${share})`), ok: rate >= goal });
        rows.push(told(name, cpu, "ms CPU", `${(cpu / limit.cpu).toFixed(1)} × bare`));
      };
      const where = "market=de&locale=de";
      besides("listing, remembered", await load(2_000, () => call("GET", `/products?${where}`)), 0.6 * page.rate);
      besides(
        "product page, remembered",
        await load(2_000, () => call("GET", `/products/lamp?${where}`)),
        0.6 * page.rate,
      );
      // No word is asked for twice, so that nothing is remembered.
      const anew = (i: number) => call("GET", `/products?${where}&q=${(i + 46_656).toString(36)}`);
      besides("search, each for another word", await load(600, anew), 500);
      const carts: SeenCart[] = [];
      for (let i = 0; i < together; i++) carts.push(await readyCart(`erika${i}@example.com`));
      const line = { variantId: shop.variantId, quantity: 1 };
      const add = (i: number) => call("POST", `/carts/${carts[i % together]?.id}/lines`, line);
      besides("cart: add a line", await load(300, add), 400);
      const [few, many] = [await load(300, add), await load(300, add, 4 * together)];
      const share = many.rate / few.rate;
      const growth = `cart: add a line, ${4 * together} at once compared with ${together}`;
      rows.push({ ...told(growth, share, "×", "≥ 0.9"), ok: share >= 0.9 });
      let buyer = 0;
      const checkout = async (): Promise<Answer> => {
        const own = buyer++;
        return place(await readyCart(`max${own}@example.com`), `bench-${own}`);
      };
      besides("whole checkout: five requests", await load(60, checkout), 100);
      return rows;
    } finally {
      await bare.close();
      await platform.close();
    }
  });
