import type { Kysely } from "kysely";
import { addSeconds } from "../kernel/time.ts";
import { type InfraTables, infra } from "./infra-tables.ts";
import type { TenantCtx } from "./context.ts";
import type { Sweep } from "./sweeps.ts";

/** So long a published event can be replayed from a cursor. */
export const replayDays = 30;
/** A finished flow's answer is asked for by its idempotency key alone, which lives 72 hours. */
const flowDays = 7;
/** What a job was given and what came of it: longer than anybody looks that up. */
const jobDays = 100;

const day = 24 * 3600;
/** Rows deleted by one statement: short locks, and a shop's backlog never fills a transaction. */
const batch = 2_000;

/** Deletes what has served its time; a batch of each kind at a time, more the same day while any is left. */
async function purge(db: Kysely<InfraTables>, now: Date): Promise<boolean> {
  const keys = await db
    .deleteFrom("idempotency_keys")
    .where((eb) =>
      eb(
        eb.refTuple("scope", "key"),
        "in",
        eb
          .selectFrom("idempotency_keys")
          .select(["scope", "key"])
          .where("expires_at", "<", now)
          .limit(batch)
          .$asTuple("scope", "key"),
      ),
    )
    .executeTakeFirst();
  const flows = await db
    .deleteFrom("flow_runs")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("flow_runs")
        .select("id")
        .where("state", "=", "finished")
        .where("finished_at", "<", addSeconds(now, -flowDays * day))
        .limit(batch),
    )
    .executeTakeFirst();
  const events = await db
    .deleteFrom("outbox_events")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("outbox_events as old")
        .select("old.id")
        .where("old.published_at", "<", addSeconds(now, -replayDays * day))
        // The next event of an aggregate is numbered after its last one, which therefore stays.
        .where((and) =>
          and.exists(
            and
              .selectFrom("outbox_events as later")
              .select("later.id")
              .whereRef("later.aggregate_id", "=", "old.aggregate_id")
              .whereRef("later.seq", ">", "old.seq"),
          ),
        )
        .limit(batch),
    )
    .executeTakeFirst();
  const jobs = await db
    .deleteFrom("jobs")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("jobs")
        .select("id")
        .where("state", "in", ["done", "failed"])
        .where("finished_at", "<", addSeconds(now, -jobDays * day))
        .limit(batch),
    )
    .executeTakeFirst();
  return [keys, flows, events, jobs].some(({ numDeletedRows }) => numDeletedRows >= batch);
}

/** Keeps the tables of the machinery small, once a day per tenant. */
export const purgeSweep: Sweep = {
  kind: "purge",
  sweep: async (ctx) => {
    const more = await purge(infra(ctx.db), ctx.now());
    return addSeconds(ctx.now(), more ? 10 : day);
  },
};

/** What a slice tidies up for a tenant once a day. */
export type Chore = (ctx: TenantCtx) => Promise<void>;

/** The daily visit with the slices' own chores, when nothing of the machinery is left to delete. */
export function dailySweep(chores: readonly Chore[]): Sweep {
  return {
    kind: purgeSweep.kind,
    sweep: async (ctx) => {
      const next = await purgeSweep.sweep(ctx);
      const isLast = next === null || next >= addSeconds(ctx.now(), day);
      if (isLast) for (const chore of chores) await chore(ctx);
      return next;
    },
  };
}
