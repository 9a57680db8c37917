import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import { type Cluster, ensureCluster, removeCluster } from "../../dev/postgres.ts";
import { freeze } from "../support/freeze.ts";
import { type Answer, send } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { openSellableShop, type SellableShop, shopper } from "../support/sellable.ts";

let dir: string;
let cluster: Cluster;
let platform: TestPlatform;
let shops: Readonly<Record<"eu" | "us", SellableShop>>;
let thaw = (): void => undefined;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "frozen-cluster-"));
  cluster = await ensureCluster({ dir, port: await freePort(), mode: "test" });
  const euCluster = { ownerUrl: cluster.url("owner"), appUrl: cluster.url("app") };
  platform = await openTestPlatform({ worker: true, euCluster });
  shops = { eu: await openSellableShop(platform, 1000), us: await openSellableShop(platform, 1000, "us") };
}, 240_000);
afterAll(async () => {
  thaw();
  await platform.close();
  await cluster.stop();
  await removeCluster(dir);
});

interface Timed {
  readonly answer: Answer;
  readonly begun: number;
  readonly millis: number;
}

async function timed(ask: () => Promise<Answer>): Promise<Timed> {
  const begun = performance.now();
  const answer = await ask();
  return { answer, begun, millis: performance.now() - begun };
}

/** A search with another word each time: nothing that is remembered answers it. */
let word = 0;
const look = (region: "eu" | "us") =>
  timed(() => shopper(shops[region]).call("GET", `/products?market=de&search=word${word++}`));

/** Writes, so that a transaction is open in the middle of which nothing answers any more. */
const fill = (region: "eu" | "us") =>
  timed(() =>
    shopper(shops[region]).call("POST", "/carts", { market: "de", locale: "de" }, `cart-${region}-${word++}`),
  );

const slowestOf = (answers: readonly Timed[]): number => Math.max(...answers.map(({ millis }) => millis));
const outcome = ({ answer }: Timed): string => `${answer.status} ${answer.code}`;

/** Several at once, over and over, until told to end. */
function keepAsking(region: "eu" | "us"): { readonly answers: Timed[]; readonly end: () => Promise<void> } {
  const answers: Timed[] = [];
  let isOver = false;
  const asking = Array.from({ length: 6 }, async (_, i) => {
    while (!isOver) {
      answers.push(await (i % 2 === 0 ? look(region) : fill(region)));
      // Whoever is refused comes again a little later.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  return { answers, end: async () => void ((isOver = true), await Promise.all(asking)) };
}

it.each(["whole", "connections"] as const)(
  "a region's database that hangs (%s): whoever waits is told in about six seconds, later ones at once, the other region sells on, and it recovers by itself",
  async (what) => {
    const eu = keepAsking("eu");
    const us = keepAsking("us");
    const wellAfter = (count: number, since: number): true | undefined =>
      eu.answers.filter(({ answer, begun }) => begun > since && answer.status < 300).length >= count ? true : undefined;
    await until("answers", () => wellAfter(20, 0));
    const frozenAt = performance.now();
    thaw = freeze(dir, what);
    const isRefused = ({ answer, begun }: Timed): boolean => begun >= frozenAt && answer.status === 503;
    await until("refusals", () => (eu.answers.some(isRefused) ? true : undefined), 20_000);
    const toldAt = performance.now();
    if (what === "whole") {
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      const ready = await timed(() => send(`${platform.regions.eu.url}/readyz`));
      expect(ready.answer.status).toBe(503);
      expect(ready.millis).toBeLessThan(8_000);
    } else {
      // New connections are had at once: nobody has to wait until the old ones go on.
      await until("new connections", () => wellAfter(20, toldAt), 20_000);
    }
    thaw();
    const thawedAt = performance.now();
    await until("eu again", () => wellAfter(20, thawedAt), 20_000);
    await Promise.all([eu.end(), us.end()]);
    const wrong = eu.answers.filter(({ answer }) => answer.status >= 300);
    expect(new Set(wrong.map(outcome))).toEqual(new Set(["503 platform.unavailable"]));
    expect(wrong.every(({ answer }) => Number(answer.headers.get("retry-after")) >= 1)).toBe(true);
    expect(slowestOf(eu.answers)).toBeLessThan(8_000);
    const during = eu.answers.filter(({ begun }) => begun > toldAt && begun < thawedAt);
    const quick = during.filter(({ millis }) => millis < 1_000).length;
    expect(quick / during.length).toBeGreaterThan(0.8);
    expect(us.answers.every(({ answer }) => answer.status < 300)).toBe(true);
    process.stdout.write(
      `frozen (${what}): ${eu.answers.length} answers, ${wrong.length} refused, slowest ${slowestOf(eu.answers).toFixed(0)} ms; of ${during.length} that came later ${quick} within a second; us ${us.answers.length}, slowest ${slowestOf(us.answers).toFixed(0)} ms\n`,
    );
  },
  120_000,
);
