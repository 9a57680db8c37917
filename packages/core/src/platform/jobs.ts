import type { z } from "zod";
import type { TenantCtx } from "./context.ts";
import type { Tx } from "./db.ts";
import { infra } from "./infra-tables.ts";
import { newId } from "./new-id.ts";

/** What the worker gives a running job. */
export interface JobRun {
  readonly jobId: string;
  readonly attempt: number;
  /** Keeps the job's lease and stores how far it is; shown to whoever waits. */
  readonly progress: (figures: Readonly<Record<string, number | string>>) => Promise<void>;
}

/**
 * Work of one tenant for the worker. It may run more than once, so its effect must be the same then.
 * The backlog stays in the tenant's table; the feeder admits a few per tenant at a time.
 */
export interface JobDef<P extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly payload: P;
  readonly maxAttempts: number;
  run(ctx: TenantCtx, payload: z.output<P>, job: JobRun): Promise<Readonly<Record<string, unknown>>>;
}

export function defineJob<P extends z.ZodType>(def: JobDef<P>): JobDef<P> {
  return def;
}

/** A consumer of one kind of event. It may see an event twice and tells by its id. */
export interface EventConsumer {
  readonly name: string;
  readonly type: string;
  handle(
    ctx: TenantCtx,
    event: {
      readonly id: string;
      readonly type: string;
      readonly aggregateId: string;
      readonly payload: Readonly<Record<string, unknown>>;
    },
  ): Promise<void>;
}

/** Puts a job into the tenant's backlog, in the transaction; the verb says `leaves: ["jobs"]`. */
export async function enqueue<P extends z.ZodType>(
  tx: Tx<"tenant">,
  def: JobDef<P>,
  payload: z.input<P>,
  now: Date,
  runAt: Date = now,
): Promise<string> {
  const id = newId("job");
  await infra(tx)
    .insertInto("jobs")
    .values({
      id,
      kind: def.kind,
      payload: JSON.stringify(payload),
      state: "queued",
      progress: null,
      result: null,
      error_code: null,
      run_at: runAt,
      lease_until: null,
      created_at: now,
      finished_at: null,
    })
    .execute();
  return id;
}
