import { keepConnections } from "../../test/support/http.ts";
import { openTestPlatform } from "../../test/support/platform.ts";
import { openSellableShop, type SellableShop } from "../../test/support/sellable.ts";
import { memoryPerHotShop } from "./hot-shops.ts";
import { withPostgres } from "./postgres.ts";
import { atMost, type Part, type Row, told } from "./row.ts";
import { bytesHeld, cpuPerRead, stock } from "./tenant-reads.ts";
import { letAskForMemory, openMany } from "./thousand.ts";
import { buying, migrateWithKills, sellSteadily } from "./under-fire.ts";

/** BENCH_TENANTS makes it smaller, to try it out. */
const many = Number(process.env["BENCH_TENANTS"] ?? "1000");
const few = 10;
/** Memory for a cell of so many shops: with a laptop's, pages of the tables would be read again and again. */
const cell = { shared_buffers: "1GB" };
const kills = 10;
const sellingShops = 5;
const together = 8;
const rateChecks = 40;

const middle = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
const nearlyAll = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length * 0.99)] ?? Number.NaN;

/** Checkouts in a second, when so many buyers are always under way. */
async function fullRate(buy: (i: number) => Promise<{ status: number }>): Promise<number> {
  let next = 0;
  const buyer = async (upTo: number): Promise<void> => {
    while (next < upTo) {
      const { status } = await buy(next++);
      if (status !== 200) throw new Error(`a checkout answered ${status}`);
    }
  };
  const all = (upTo: number) => Promise.all(Array.from({ length: together }, () => buyer(upTo)));
  await all(rateChecks / 4);
  const started = performance.now();
  const from = next;
  await all(from + rateChecks);
  return (1000 * (next - from)) / (performance.now() - started);
}

/** What a thousand tenants of one region cost: schemas, memory of connections, a migration over all, reads. */
export const tenants: Part = () =>
  withPostgres(async () => {
    keepConnections();
    const platform = await openTestPlatform({ worker: true, more: { POOL_SIZE: "12" } });
    try {
      const { database } = platform.regions.eu;
      const shops: SellableShop[] = [];
      for (let i = 0; i < sellingShops; i++) shops.push(await openSellableShop(platform, 1_000_000));
      const { schemas, millis } = await openMany(database, many - sellingShops);
      const rows: Row[] = [
        told("tenants: a new schema, middle", middle(millis), "ms", `of ${schemas.length}, two at a time`),
      ];

      const buy = buying(shops);
      const rate = await fullRate(buy);
      const selling = sellSteadily(rate / 2, buy, 1_000_000);
      const seconds = await migrateWithKills(database.ownerUrl, many, kills);
      const { sold, failed, millis: took } = await selling.stop();
      const wanting = await database.owner.query(
        "select 1 from pg_namespace n where n.nspname like 't\\_%' and not exists (select from pg_indexes i where i.schemaname = n.nspname and i.indexname = 'products_bench')",
      );
      rows.push(
        told(
          `tenants: a column and an index over ${many}`,
          seconds,
          "s",
          `migrator killed ${kills} times, 50 a second`,
        ),
        atMost("tenants: schemas left behind by it", wanting.rowCount ?? 0, "", 0),
        told("tenants: checkouts at full rate", rate, "per second"),
        told("tenants: checkouts meanwhile, at half of it", sold, "sold", `${(rate / 2).toFixed(1)} per second`),
        atMost("tenants: of these failed", failed.length, `of ${sold + failed.length}`, 0),
        told("tenants: a checkout meanwhile, middle", middle(took), "ms", "five requests"),
        told("tenants: a checkout meanwhile, 99 of 100", nearlyAll(took), "ms"),
      );
      for (const failure of new Set(failed)) process.stderr.write(`a checkout failed: ${failure}\n`);

      await stock(database.owner, schemas);
      await letAskForMemory(database);
      const hot = schemas.slice(0, Math.min(200, schemas.length));
      const held = (await bytesHeld(database.appUrl, hot)) - (await bytesHeld(database.appUrl, hot.slice(0, few)));
      rows.push(
        told(
          "tenants: memory of a connection per hot tenant",
          held / (hot.length - few) / 1024,
          "kB",
          "one statement, four tables",
        ),
      );
      const openOne = () => openSellableShop(platform, 1_000_000);
      rows.push(
        told(
          "tenants: memory of a connection per shop set up and bought in",
          await memoryPerHotShop(database, shops, openOne),
          "kB",
          "all statements of both",
        ),
      );
      // In turns, so that a neighbour on the machine is in both figures.
      const urls = { app: database.appUrl, owner: database.owner };
      const pairs: { wide: number; narrow: number }[] = [];
      for (let i = 0; i < 7; i++) {
        const narrow = await cpuPerRead(urls, schemas.slice(0, few), 6_000);
        pairs.push({ narrow, wide: await cpuPerRead(urls, schemas, 6_000) });
      }
      rows.push(
        told(`tenants: a read with ${few}`, middle(pairs.map((pair) => pair.narrow)), "µs CPU", "of the server"),
        told(`tenants: a read with ${many}`, middle(pairs.map((pair) => pair.wide)), "µs CPU", "of the server"),
        atMost(`tenants: ${many} compared with ${few}`, middle(pairs.map((pair) => pair.wide / pair.narrow)), "×", 1.5),
      );
      return rows;
    } finally {
      await platform.close();
    }
  }, cell);
