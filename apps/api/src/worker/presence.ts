import { forgetWorker, noteWorker, type QueueFigures, type WorkerSelf } from "@meridian/core/operators";
import { newId } from "@meridian/core/platform/new-id";
import type { RegionRuntime } from "../platform/region.ts";
import { newestStep } from "../platform/service-verbs.ts";
import type { WatchedQueue } from "./queues.ts";

export interface Presence {
  /** Tells the region that this worker lives, and how much waits. */
  readonly tell: () => Promise<void>;
  /** Tells that it stops in order; a database that is away hears it by the silence. */
  readonly leave: () => Promise<void>;
}

/** What a worker tells of itself, for operators to see: nobody can ask it, for it serves nothing to the outside. */
export function presence(runtime: RegionRuntime, queues: readonly Pick<WatchedQueue, "figures">[]): Presence {
  const ctx = { db: runtime.regionDb, now: runtime.now };
  const self: WorkerSelf = { id: newId("wrk"), startedAt: runtime.now(), newestStep };
  return {
    tell: async () => {
      const figures = await Promise.all(queues.map((queue) => queue.figures()));
      await noteWorker(ctx, self, figures.reduce(added));
    },
    leave: async () => {
      try {
        await forgetWorker(ctx, self);
      } catch (error) {
        runtime.log.warn({ err: error }, "a worker could not take its leave");
      }
    },
  };
}

const added = (one: QueueFigures, other: QueueFigures): QueueFigures => ({
  waiting: one.waiting + other.waiting,
  active: one.active + other.active,
  delayed: one.delayed + other.delayed,
  failed: one.failed + other.failed,
});
