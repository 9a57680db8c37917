import { isDomainError } from "@meridian/core/kernel/errors";
import { firstCell, type Owners } from "@meridian/core/platform/cells";
import type { RegionRuntime } from "../platform/region.ts";
import { chores, consumers, flows, jobs, sweeps } from "../platform/work.ts";
import { presence } from "./presence.ts";
import { copyShops, eraseShops, packShops, unpackShops } from "./life-of-shops.ts";
import { keepSparesIn } from "./keep-spares.ts";
import { workContext } from "./platform-work.ts";
import { retireKeys } from "./retire-keys.ts";
import { feedJobs, runJob } from "./feed-jobs.ts";
import { openQueue, type QueueBackend, type Ticket } from "./queues.ts";
import { consumeTicket, relayOutbox } from "./relay-outbox.ts";
import { type Loop, startLoops } from "./schedule.ts";
import { sweepDue } from "./sweep-due.ts";
import { dailySweep } from "@meridian/core/platform/purge";
import { sweepDomains } from "@meridian/core/domains";
import { announceDaily, type RegionWork, workIn } from "@meridian/core/tenants";
import { flowSweep } from "@meridian/core/platform/sweeps";

const lookEveryMillis = 100;
/** The least pause between two turns at what each order leaves behind. */
const soonMillis = 200;
/** A large shop that is unpacked for minutes keeps no small one waiting. */
const wakingAtOnce = 2;

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
  const every = (name: string, everyMillis: number, run: () => Promise<void>): Loop => ({ name, everyMillis, run });
  const whenever = (waitsFor: RegionWork, name: string, everyMillis: number, run: () => Promise<void>): Loop => ({
    ...every(name, everyMillis, run),
    waitsFor,
  });
  const here = presence(runtime, [jobQueue, eventQueue]);
  /** What is done to whole schemas is done for each cell by itself: one that hangs holds up no other. */
  const ofCell = (cell: string): Loop[] => {
    const name = (what: string): string => (cell === firstCell ? what : `${what}-${cell}`);
    const wake = whenever("wake", name("unpack-shops"), lookEveryMillis, () => unpackShops(runtime, owners, cell));
    return [
      every(name("keep-spares"), 2_000, () => keepSparesIn(runtime, owners, cell)),
      whenever("copy", name("copy-shops"), 1_000, () => copyShops(runtime, owners, cell)),
      ...Array.from({ length: wakingAtOnce }, () => wake),
      whenever("rest", name("pack-shops"), 1_000, () => packShops(runtime, owners, cell)),
      whenever("erase", name("erase-shops"), 1_000, () => eraseShops(runtime, owners, cell)),
    ];
  };
  const stopLoops = startLoops(
    [
      whenever("outbox", "relay-outbox", soonMillis, () => relayOutbox(runtime, eventQueue, consumers)),
      whenever("jobs", "feed-jobs", soonMillis, () => feedJobs(runtime, jobQueue)),
      ...[flowSweep(flows), dailySweep(chores), ...sweeps].map((sweep) =>
        whenever(sweep.kind, `sweep-${sweep.kind}`, 500, () => sweepDue(runtime, sweep)),
      ),
      every("tell-presence", 5_000, here.tell),
      every("sweep-domains", 5_000, async () => void (await sweepDomains(workContext(runtime, "sweep-domains")))),
      every("retire-keys", 60_000, () => retireKeys(runtime)),
      ...runtime.cells.names.flatMap(ofCell),
      every("announce-purges", 600_000, () => announceDaily(runtime.regionDb, "purge", runtime.now())),
    ],
    runtime.log,
    { everyMillis: lookEveryMillis, look: () => workIn(runtime.regionDb, runtime.now()) },
  );
  return async () => {
    await stopLoops();
    await here.leave();
    await Promise.all([jobQueue.close(), eventQueue.close()]);
  };
}
