import { isDomainError } from "@meridian/core/kernel/errors";
import type { Owners } from "@meridian/core/platform/cells";
import type { RegionRuntime } from "../platform/region.ts";
import { chores, consumers, flows, jobs, sweeps } from "../platform/work.ts";
import { presence } from "./presence.ts";
import { copyShops, eraseShops, packShops, unpackShops } from "./life-of-shops.ts";
import { keepSpares } from "./keep-spares.ts";
import { workContext } from "./platform-work.ts";
import { retireKeys } from "./retire-keys.ts";
import { feedJobs, runJob } from "./feed-jobs.ts";
import { openQueue, type QueueBackend, type Ticket } from "./queues.ts";
import { consumeTicket, relayOutbox } from "./relay-outbox.ts";
import { startLoops } from "./schedule.ts";
import { sweepDue } from "./sweep-due.ts";
import { dailySweep } from "@meridian/core/platform/purge";
import { sweepDomains } from "@meridian/core/domains";
import { announceDaily } from "@meridian/core/tenants";
import { flowSweep } from "@meridian/core/platform/sweeps";

const lookEveryMillis = 200;

/** Starts a region's background work; the answer stops it after what is under way. */
export function startWorker(runtime: RegionRuntime, owners: Owners, backend: QueueBackend): () => Promise<void> {
  const jobQueue = openQueue("jobs", backend);
  const eventQueue = openQueue("events", backend);
  const failed = (ticket: Ticket | undefined, error: Error): void => {
    const code = isDomainError(error) ? error.code : "internal";
    runtime.log.warn({ ticket, code, err: error }, "queued work failed");
  };
  jobQueue.work(4, (ticket) => runJob(runtime, jobs, ticket), failed);
  eventQueue.work(8, (ticket) => consumeTicket(runtime, consumers, ticket), failed);
  const every = (name: string, run: () => Promise<void>, everyMillis = lookEveryMillis) => ({ name, everyMillis, run });
  const here = presence(runtime, [jobQueue, eventQueue]);
  const stopLoops = startLoops(
    [
      every("relay-outbox", () => relayOutbox(runtime, eventQueue, consumers)),
      every("feed-jobs", () => feedJobs(runtime, jobQueue)),
      ...[flowSweep(flows), dailySweep(chores), ...sweeps].map((sweep) =>
        every(`sweep-${sweep.kind}`, () => sweepDue(runtime, sweep), 500),
      ),
      every("tell-presence", here.tell, 5_000),
      every("keep-spares", () => keepSpares(runtime, owners), 2_000),
      every("sweep-domains", async () => void (await sweepDomains(workContext(runtime, "sweep-domains"))), 5_000),
      every("retire-keys", () => retireKeys(runtime), 60_000),
      every("copy-shops", () => copyShops(runtime, owners), 1_000),
      every("unpack-shops", () => unpackShops(runtime, owners), 100),
      every("pack-shops", () => packShops(runtime, owners), 1_000),
      every("erase-shops", () => eraseShops(runtime, owners), 1_000),
      every("announce-purges", () => announceDaily(runtime.regionDb, "purge", runtime.now()), 600_000),
    ],
    runtime.log,
  );
  return async () => {
    await stopLoops();
    await here.leave();
    await Promise.all([jobQueue.close(), eventQueue.close()]);
  };
}
