import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Answer } from "../../test/support/http.ts";
import { type SellableShop, shopper } from "../../test/support/sellable.ts";

/** A buyer's way from nothing to the payment page: a cart, a line, an address, a shipping method, the checkout. */
export function buying(shops: readonly SellableShop[]): (i: number) => Promise<Answer> {
  const buyers = shops.map((shop) => shopper(shop));
  return async (i) => {
    const buyer = buyers[i % buyers.length];
    if (buyer === undefined) throw new Error("no shop to buy in");
    return buyer.place(await buyer.readyCart(`buyer-${i}@example.com`), `bench-${i}`);
  };
}

interface Sales {
  readonly sold: number;
  /** What went wrong, one sentence each. */
  readonly failed: readonly string[];
  readonly millis: readonly number[];
}

/** Begins a checkout at every tick, whether or not the one before has ended; `stop` waits for all that were begun. */
export function sellSteadily(perSecond: number, buy: (i: number) => Promise<Answer>, from: number) {
  const failed: string[] = [];
  const millis: number[] = [];
  const begun: Promise<void>[] = [];
  const sale = async (i: number): Promise<void> => {
    const started = performance.now();
    try {
      const answer = await buy(i);
      if (answer.status !== 200) failed.push(`${answer.status} ${answer.code ?? ""}`);
      else millis.push(performance.now() - started);
    } catch (error) {
      failed.push(error instanceof Error ? error.message.slice(0, 200) : String(error));
    }
  };
  const ticking = setInterval(() => begun.push(sale(from + begun.length)), 1000 / perSecond);
  return {
    stop: async (): Promise<Sales> => {
      clearInterval(ticking);
      await Promise.all(begun);
      return { sold: millis.length, failed, millis };
    },
  };
}

/** Runs the migrator and kills it as soon as it has said so many schemas; answers how many it said. */
async function migrator(ownerUrl: string, most: number): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "migrator.ts"), ownerUrl], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = 0;
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    said += part.split("\n").length - 1;
    if (said >= most) child.kill("SIGKILL");
  });
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  if (signal === null && code !== 0) throw new Error("the migrator failed");
  return said;
}

/** One step over all schemas, the migrator killed so many times on the way; answers the seconds it took. */
export async function migrateWithKills(ownerUrl: string, schemas: number, kills: number): Promise<number> {
  const started = performance.now();
  for (let kill = 0; kill < kills; kill++) await migrator(ownerUrl, Math.ceil(schemas / (kills + 1)));
  await migrator(ownerUrl, Number.POSITIVE_INFINITY);
  return (performance.now() - started) / 1000;
}
