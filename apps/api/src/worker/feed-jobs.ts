import { askToWake, tenantById } from "@meridian/core/tenants";
import { isDomainError } from "@meridian/core/kernel/errors";
import { addSeconds } from "@meridian/core/kernel/time";
import { announce } from "@meridian/core/platform/due";
import {
  admitJobs,
  failJob,
  finishJob,
  holdJob,
  loadAdmitted,
  reportProgress,
} from "@meridian/core/platform/job-store";
import type { JobDef } from "@meridian/core/platform/jobs";
import { observed } from "@meridian/core/platform/observe";
import { turnOf } from "@meridian/core/platform/verb";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { eachDue } from "./each-due.ts";
import type { TicketQueue } from "./queues.ts";

/** Jobs of one tenant that may be under way at a time, where its plan says nothing. */
const perTenant = 2;
/** Jobs of a shop that is suspended or closed wait; they are looked at again after this. */
const heldSeconds = 5;

/** Admits waiting jobs to the queue, a few per tenant, the longest waiting tenant first. */
export function feedJobs(runtime: RegionRuntime, queue: TicketQueue): Promise<void> {
  return eachDue(runtime, "jobs", async (tenant, now) => {
    if (tenant.status !== "active") return addSeconds(now, heldSeconds);
    const { db } = serviceContext(runtime, tenant, "feeder");
    const { jobs, next } = await admitJobs(db, tenant.limits.jobs ?? perTenant, now);
    await queue.add(jobs.map((job) => ({ tenantId: tenant.id, id: job.id, part: String(job.attempt) })));
    return next;
  });
}

/** Runs one admitted job and records how it ended; its failure is the job's, never the queue's. */
export async function runJob(
  runtime: RegionRuntime,
  defs: readonly JobDef[],
  ticket: { tenantId: string; id: string; part: string },
): Promise<void> {
  const tenant = await tenantById(runtime.regionDb, ticket.tenantId);
  if (tenant === undefined) return;
  // Whatever was admitted is admitted again when its time has run out.
  if (!tenant.awake) return askToWake(runtime.regionDb, tenant.id, runtime.now()).then(() => undefined);
  const ctx = serviceContext(runtime, tenant, "job");
  const job = await loadAdmitted(ctx.db, ticket.id, Number(ticket.part));
  if (job === undefined) return;
  if (tenant.status !== "active") {
    await holdJob(ctx.db, job);
    await announce(runtime.regionDb, tenant.id, "jobs", addSeconds(ctx.now(), heldSeconds), ctx.now());
    return;
  }
  const def = defs.find((candidate) => candidate.kind === job.kind);
  if (def === undefined) {
    await failJob(ctx.db, job, "jobs.unknown_kind", 0, ctx.now());
    return;
  }
  try {
    const result = await observed(ctx, `job.${job.kind}`, () =>
      def.run(turnOf(ctx, { urgency: "extra" }), def.payload.parse(job.payload), {
        jobId: job.id,
        attempt: job.attempt,
        progress: (figures) => reportProgress(ctx.db, job, figures, ctx.now()),
      }),
    );
    await finishJob(ctx.db, job, result, ctx.now());
  } catch (error) {
    const code = isDomainError(error) ? error.code : "internal";
    ctx.log.warn({ job: job.kind, jobId: job.id, attempt: job.attempt, code, err: error }, "a job's attempt failed");
    // What the domain refuses will be refused again; anything else may pass.
    const final = isDomainError(error) && error.kind !== "unavailable" && error.kind !== "conflict";
    await failJob(ctx.db, job, code, final ? 0 : def.maxAttempts, ctx.now());
  }
  await announce(runtime.regionDb, tenant.id, "jobs", ctx.now(), ctx.now());
}
