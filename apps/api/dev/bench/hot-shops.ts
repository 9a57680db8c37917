import { readFileSync } from "node:fs";
import type { OwnDatabase } from "../../test/support/databases.ts";
import type { SellableShop } from "../../test/support/sellable.ts";
import { buying } from "./under-fire.ts";

/** Connections of a pool that serve one shop. */
const connectionsPerShop = 2;
/** Far from the numbers of the checkouts before: each is sent under a key of its own. */
const firstPurchase = 10_000_000;
/** Enough for both of a shop's connections to have met most of a checkout's statements. */
const purchases = 6;
const newShops = 12;

const apis = "application_name like 'meridian-%' and datname = current_database()";

/** Private memory of a process in kB (proc(5), `RssAnon`): what it shares with the others is not in it. */
function privateMemory(pid: number): number {
  const found = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1]);
}

/**
 * The kB that a connection comes to hold per shop it serves: one that was just set up, and in which a shopper
 * then bought. The shops that are given warm what a server process needs once.
 */
export async function memoryPerHotShop(
  { owner }: OwnDatabase,
  warm: readonly SellableShop[],
  openOne: () => Promise<SellableShop>,
): Promise<number> {
  const held = async (): Promise<number> => {
    const { rows } = await owner.query<{ pid: number }>(`select pid from pg_stat_activity where ${apis}`);
    if (rows.length === 0) throw new Error("the region's process has no connection");
    return rows.reduce((sum, { pid }) => sum + privateMemory(pid), 0);
  };
  const buyInAll = async (shops: readonly SellableShop[]): Promise<void> => {
    const buy = buying(shops);
    for (let i = 0; i < purchases * shops.length; i++) {
      const { status } = await buy(firstPurchase + i);
      if (status !== 200) throw new Error(`a checkout answered ${status}`);
    }
  };
  await buyInAll(warm);
  const before = await held();
  const shops: SellableShop[] = [];
  while (shops.length < newShops) shops.push(await openOne());
  await buyInAll(shops);
  return ((await held()) - before) / (connectionsPerShop * newShops);
}
