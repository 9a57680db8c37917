import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import type { RegionRuntime } from "../../src/platform/region.ts";
import { jobs } from "../../src/platform/work.ts";
import { feedJobs, runJob } from "../../src/worker/feed-jobs.ts";
import type { Ticket } from "../../src/worker/queues.ts";
import { childEnv } from "../support/child-env.ts";
import { ok } from "../support/http.ts";
import { type Merchant, openShop, until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";

const root = resolve(import.meta.dirname, "../../../..");
const products = 600;

let platform: TestPlatform;
let merchant: Merchant;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: false });
  merchant = await openShop(platform, { region: "eu", shopName: "Viele Dinge", defaultCurrency: "EUR" });
});
let worker: ChildProcess | undefined;
afterAll(async () => {
  worker?.kill("SIGKILL");
  await platform.close();
});

interface Import {
  readonly id: string;
  readonly state: string;
  readonly result: { readonly products: number; readonly created: number; readonly unchanged?: number } | null;
}
const importOf = async (id: string): Promise<Import> => ok(await merchant.admin("catalog.getImport", "read", { id }));

async function stored(): Promise<number> {
  const { owner } = platform.regions.eu.database;
  const { rows } = await owner.query<{ schema_name: string }>("select schema_name from region.tenants where id = $1", [
    merchant.tenantId,
  ]);
  const counted = await owner.query<{ count: number }>(`select count(*) from "${rows[0]?.schema_name ?? ""}".products`);
  return Number(counted.rows[0]?.count);
}

/** Takes up what fell due by a moment when the dead worker's lease has run out. */
async function secondWorker(): Promise<void> {
  const { runtime } = platform.regions.eu;
  const later: RegionRuntime = { ...runtime, now: () => new Date(Date.now() + 120_000) };
  const tickets: Ticket[] = [];
  await feedJobs(later, {
    add: (more) => Promise.resolve(void tickets.push(...more)),
    work: () => undefined,
    close: () => Promise.resolve(),
  });
  for (const ticket of tickets) await runJob(later, jobs, ticket);
}

it(
  "an import whose worker was killed half-way is finished by another, each product once",
  { timeout: 120_000 },
  async () => {
    const rows = Array.from({ length: products }, (_, i) => `thing-${i},Thing ${i},active,THING-${i},${i}.50,5`);
    const content = ["handle,title,status,sku,price.EUR,stock", ...rows].join("\n");
    const { id } = ok<Import>(
      await merchant.admin("catalog.startImport", "write", { fileName: "things.csv", content }),
    );
    const { env, database } = platform.regions.eu;
    worker = spawn(process.execPath, [resolve(root, "apps/api/src/worker.ts")], {
      cwd: root,
      env: { ...childEnv(), ...env, PORT: String(await freePort()), DATABASE_OWNER_URL: database.ownerUrl },
      stdio: ["ignore", "ignore", "inherit"],
    });
    // A run that is cut off leaves no worker behind.
    process.once("exit", () => worker?.kill("SIGKILL"));
    const ended = once(worker, "exit");
    await until("the first products", async () => ((await stored()) > 0 ? true : undefined), 60_000);
    worker.kill("SIGKILL");
    await ended;
    const halfway = await stored();
    expect(halfway).toBeLessThan(products);
    expect((await importOf(id)).state).toBe("running");

    await until("the import", async () => {
      await secondWorker();
      return (await importOf(id)).state === "done" ? true : undefined;
    });
    expect(await stored()).toBe(products);
    expect((await importOf(id)).result).toMatchObject({ products });
    process.stdout.write(`worker killed after ${halfway} of ${products} products; the next one finished\n`);
  },
);
