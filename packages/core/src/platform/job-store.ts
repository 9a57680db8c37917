import { addSeconds } from "../kernel/time.ts";
import type { Db } from "./db.ts";
import { infra } from "./infra-tables.ts";

/** How long a worker may be silent about a job before another takes it over. */
export const jobLeaseSeconds = 60;

/** A job that has been admitted to the queue. */
export interface AdmittedJob {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly attempt: number;
}

/**
 * Admits waiting jobs of a tenant until `most` are under way: the backlog stays in the tenant's table, so
 * that one tenant's thousands never stand before another's one. A job whose worker fell silent counts as
 * waiting. Answers the admitted jobs and when to look again.
 */
export async function admitJobs(
  db: Db<"tenant">,
  most: number,
  now: Date,
): Promise<{ jobs: AdmittedJob[]; next: Date | null }> {
  const waiting = await infra(db)
    .selectFrom("jobs")
    .select(["id", "state", "run_at", "lease_until"])
    .where("state", "in", ["queued", "admitted"])
    .orderBy("run_at")
    .limit(200)
    .execute();
  const alive = waiting.filter((job) => job.state === "admitted" && job.lease_until !== null && job.lease_until > now);
  const ready = waiting
    .filter((job) => !alive.includes(job) && job.run_at <= now)
    .slice(0, Math.max(0, most - alive.length));
  const jobs: AdmittedJob[] = [];
  for (const candidate of ready) {
    const row = await infra(db)
      .updateTable("jobs")
      .set((eb) => ({
        state: "admitted",
        attempts: eb("attempts", "+", 1),
        lease_until: addSeconds(now, jobLeaseSeconds),
      }))
      .where("id", "=", candidate.id)
      .where("state", "=", candidate.state)
      .where((eb) => eb.or([eb("lease_until", "is", null), eb("lease_until", "<=", now)]))
      .returning(["id", "kind", "payload", "attempts"])
      .executeTakeFirst();
    if (row !== undefined) jobs.push({ id: row.id, kind: row.kind, payload: row.payload, attempt: row.attempts });
  }
  const later = waiting
    .filter((job) => !ready.includes(job))
    .map((job) => (job.state === "admitted" ? (job.lease_until ?? now) : job.run_at))
    .concat(jobs.length > 0 ? [addSeconds(now, jobLeaseSeconds)] : []);
  return { jobs, next: later.length === 0 ? null : new Date(Math.min(...later.map((at) => at.getTime()))) };
}

/** The admitted job, or undefined when this attempt is no longer the current one. */
export async function loadAdmitted(db: Db<"tenant">, id: string, attempt: number): Promise<AdmittedJob | undefined> {
  const row = await infra(db)
    .selectFrom("jobs")
    .select(["id", "kind", "payload", "attempts"])
    .where("id", "=", id)
    .where("state", "=", "admitted")
    .where("attempts", "=", attempt)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id, kind: row.kind, payload: row.payload, attempt: row.attempts };
}

const current = (db: Db<"tenant">, job: AdmittedJob) =>
  infra(db)
    .updateTable("jobs")
    .where("id", "=", job.id)
    .where("state", "=", "admitted")
    .where("attempts", "=", job.attempt);

/** Keeps the lease and shows how far the job is. */
export async function reportProgress(db: Db<"tenant">, job: AdmittedJob, progress: object, now: Date): Promise<void> {
  await current(db, job)
    .set({ progress: JSON.stringify(progress), lease_until: addSeconds(now, jobLeaseSeconds) })
    .execute();
}

export async function finishJob(db: Db<"tenant">, job: AdmittedJob, result: object, now: Date): Promise<void> {
  await current(db, job)
    .set({ state: "done", result: JSON.stringify(result), lease_until: null, finished_at: now })
    .execute();
}

/** Puts a failed attempt back with a growing pause, or ends the job when it has had enough of them. */
export async function failJob(
  db: Db<"tenant">,
  job: AdmittedJob,
  code: string,
  maxAttempts: number,
  now: Date,
): Promise<void> {
  const over = job.attempt >= maxAttempts;
  await current(db, job)
    .set(
      over
        ? { state: "failed", error_code: code, lease_until: null, finished_at: now }
        : { state: "queued", error_code: code, lease_until: null, run_at: addSeconds(now, 2 ** job.attempt) },
    )
    .execute();
}

/** Puts an admitted job back to wait for its shop. The next admission is another attempt: its ticket needs a new name. */
export async function holdJob(db: Db<"tenant">, job: AdmittedJob): Promise<void> {
  await current(db, job).set({ state: "queued", lease_until: null }).execute();
}

/** How many jobs were given up since a moment. */
export async function countFailedJobs(db: Db<"tenant">, since: Date): Promise<number> {
  const row = await infra(db)
    .selectFrom("jobs")
    .select((eb) => eb.fn.countAll<number>().as("jobs"))
    .where("state", "=", "failed")
    .where("finished_at", ">=", since)
    .executeTakeFirstOrThrow();
  return Number(row.jobs);
}
