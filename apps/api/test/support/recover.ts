import type { Region } from "@meridian/core/platform/regions";
import { flowSweep } from "@meridian/core/platform/sweeps";
import type { RegionRuntime } from "../../src/platform/region.ts";
import { consumers, flows, sweeps } from "../../src/platform/work.ts";
import type { Ticket, TicketQueue } from "../../src/worker/queues.ts";
import { consumeTicket, relayOutbox } from "../../src/worker/relay-outbox.ts";
import { sweepDue } from "../../src/worker/sweep-due.ts";
import type { TestPlatform } from "./platform.ts";

/** The region's clock, `seconds` ahead: what is due by then is due now. */
function ahead(runtime: RegionRuntime, seconds: number): RegionRuntime {
  return { ...runtime, now: () => new Date(Date.now() + seconds * 1000) };
}

/** Does what the worker would have done by `seconds` from now, until nothing is left. */
export async function recover(platform: TestPlatform, region: Region, seconds: number): Promise<void> {
  const runtime = ahead(platform.regions[region].runtime, seconds);
  for (let round = 0; round < 4; round++) {
    for (const sweep of [flowSweep(flows), ...sweeps]) await sweepDue(runtime, sweep);
    const waiting: Ticket[] = [];
    const queue: TicketQueue = {
      add: (tickets) => Promise.resolve(void waiting.push(...tickets)),
      work: () => undefined,
      close: () => Promise.resolve(),
    };
    await relayOutbox(runtime, queue, consumers);
    for (const ticket of waiting) await consumeTicket(runtime, consumers, ticket);
  }
}
