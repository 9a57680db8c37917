import { join } from "node:path";
import { root } from "../sources.ts";
import type { Databases } from "./databases.ts";
import { serveDemoShop } from "./demo-shop.ts";
import { address } from "./env.ts";
import type { DatabaseUrls, EnvInput } from "./env.ts";
import { fingerprint, unlessDone } from "./fingerprint.ts";
import type { Group } from "./group.ts";
import { parts } from "./parts.ts";
import { regions } from "./ports.ts";
import type { Place, Region } from "./ports.ts";
import { waitReady } from "./wait-ready.ts";
import { buildBundle, consoleBundle, sdkBundle, watchBundles } from "./web.ts";

export interface Launch {
  input: EnvInput;
  databases: Databases;
  /** API processes, which drain first. */
  apps: Group;
  /** What they lean on: mailbox and emulators. */
  helpers: Group;
  demo: boolean;
  rows: number;
  say: (text: string) => void;
}

const isReady = (response: Response) => response.status === 200;

/**
 * Brings an installation up, everything at once that does not have to wait; resolves when it is ready. Starting is
 * bound by the processor: what answers requests comes first, the workers once it does.
 */
export async function launch(context: Launch): Promise<void> {
  const { input, say } = context;
  await Promise.all([
    startHelpers(context).then(() => say("mailbox, Stripe emulators and demo shop are up")),
    buildWeb(context),
    startControl(context).then(() => say("control plane is ready")),
    ...regions.map((region) => startRegion(context, region).then(() => say(`region ${region} is ready`))),
  ]);
  const workers = Promise.all(regions.map((region) => startWorker(context, region)));
  // Who clicks now finds everything there a second later; a worker that dies stops the whole.
  workers.catch((error: Error) => say(error.message));
  if (!context.demo) return;
  await unlessDone(join(input.data, "seeded"), "yes", async () => {
    await workers;
    say("workers are ready; filling the demo shops (the first start only)");
    const control = await context.databases.urls.control;
    await Promise.all([context.apps.run(parts.seed(input)), context.apps.run(parts.seedOperator(input, control))]);
    say("demo shops are filled");
  });
  if (context.rows === 0) return;
  await unlessDone(join(input.data, "rows"), "yes", async () => {
    await workers;
    say(`filling the demo shop of eu with ${context.rows} of everything`);
    await context.apps.run(parts.seedRows(input, await context.databases.urls.eu, context.rows));
    say("it is filled");
  });
}

async function startHelpers({ input, helpers }: Launch): Promise<void> {
  const { ports, user, data } = input;
  const any = () => true;
  helpers.start(parts.mailbox(input));
  helpers.start(parts.dns(input));
  const waits = [
    waitReady(address(ports.mailbox), any),
    waitReady(address(ports.dns), any),
    serveDemoShop(ports, data).then(() => undefined),
  ];
  for (const region of regions) {
    // With keys of the user's own, Stripe itself is called.
    if (user[region].stripeSecretKey !== undefined) continue;
    helpers.start(parts.emulator(input, region));
    waits.push(waitReady(address(ports.emulator[region]), any));
  }
  await Promise.all(waits);
}

async function buildWeb({ input, apps, say }: Launch): Promise<void> {
  if (input.watch) {
    watchBundles(apps, input);
    return;
  }
  const [console, sdk] = await Promise.all([
    buildBundle(consoleBundle, apps, input.parent),
    buildBundle(sdkBundle, apps, input.parent),
  ]);
  if (console) say("console is built");
  if (sdk) say("storefront SDK is built");
}

async function startControl(context: Launch): Promise<void> {
  const { input, databases, apps } = context;
  const database = await databases.urls.control;
  await migrate(context, "control", database);
  apps.start(parts.control(input, database));
  await waitReady(`${address(input.ports.control)}/readyz`, isReady);
}

async function startRegion(context: Launch, region: Region): Promise<void> {
  const { input, databases, apps } = context;
  const database = await databases.urls[region];
  await migrate(context, region, database);
  apps.start(parts.server(input, region, database));
  await waitReady(`${address(input.ports.region[region])}/readyz`, isReady);
}

async function startWorker({ input, databases, apps }: Launch, region: Region): Promise<void> {
  apps.start(parts.worker(input, region, await databases.urls[region]));
  await waitReady(`${address(input.ports.worker[region])}/readyz`, isReady);
}

/** An embedded database that this version of the code has migrated needs no second look. */
async function migrate({ input, databases, apps, say }: Launch, place: Place, database: DatabaseUrls): Promise<void> {
  const run = () => apps.run(parts.migrate(input, place, database));
  if (!databases.embedded.includes(place)) return run();
  const stamp = join(input.data, place, "migrated");
  if (await unlessDone(stamp, fingerprint(root, ["packages/core/src"]), run)) say(`database of ${place} is migrated`);
}
