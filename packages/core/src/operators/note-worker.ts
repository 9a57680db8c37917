import type { PlatformCtx } from "../platform/context.ts";
import { deleteWorker, type QueueFigures, upsertWorker } from "./queries/workers.ts";

export type { QueueFigures } from "./queries/workers.ts";

/** A worker's process as it knows itself. */
export interface WorkerSelf {
  readonly id: string;
  readonly startedAt: Date;
  /** The newest migration that its program knows. */
  readonly newestStep: string;
}

type RegionCtx = Pick<PlatformCtx<"region">, "db" | "now">;

/** Tells the region that the worker lives, and how much waits in its queues. */
export function noteWorker(ctx: RegionCtx, self: WorkerSelf, queues: QueueFigures): Promise<void> {
  return upsertWorker(ctx.db, { ...self, ...queues }, ctx.now());
}

/** Told by a worker that stops in order. */
export function forgetWorker(ctx: RegionCtx, self: WorkerSelf): Promise<void> {
  return deleteWorker(ctx.db, self.id);
}
