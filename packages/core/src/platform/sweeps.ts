import type { Kysely } from "kysely";
import type { TenantCtx } from "./context.ts";
import type { Db } from "./db.ts";
import type { DueKind } from "./due.ts";
import type { Flow } from "./flow.ts";
import { type InfraTables, infra } from "./infra-tables.ts";

/** Looks after one kind of due work of one tenant; answers when it wants to be called again, or null. */
export interface Sweep {
  readonly kind: DueKind;
  sweep(ctx: TenantCtx): Promise<Date | null>;
}

/** An outbox event on its way to its consumers. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly aggregateId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const columns = ["id", "type", "aggregate_id", "payload"] as const;

function toEvent(row: { id: string; type: string; aggregate_id: string; payload: unknown }): StoredEvent {
  return { id: row.id, type: row.type, aggregateId: row.aggregate_id, payload: row.payload as StoredEvent["payload"] };
}

/** The oldest events that no relay has passed on. */
export async function unpublishedEvents(db: Db<"tenant">, limit: number): Promise<StoredEvent[]> {
  const rows = await infra(db)
    .selectFrom("outbox_events")
    .select(columns)
    .where("published_at", "is", null)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toEvent);
}

export async function eventById(db: Db<"tenant">, id: string): Promise<StoredEvent | undefined> {
  const row = await infra(db).selectFrom("outbox_events").select(columns).where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : toEvent(row);
}

export async function markPublished(db: Db<"tenant">, ids: readonly string[], now: Date): Promise<void> {
  await infra(db).updateTable("outbox_events").set({ published_at: now }).where("id", "in", ids).execute();
}

/** Finishes flows that a crash left started, through their own steps. */
export function flowSweep(flows: readonly Pick<Flow, "verb" | "resume">[]): Sweep {
  const byName = new Map(flows.map((flow) => [flow.verb, flow]));
  return {
    kind: "flows",
    sweep: async (ctx) => {
      const db: Kysely<InfraTables> = infra(ctx.db);
      const lapsed = await db
        .selectFrom("flow_runs")
        .select(["id", "name"])
        .where("state", "=", "started")
        .where("lease_until", "<=", ctx.now())
        .orderBy("lease_until")
        .limit(20)
        .execute();
      for (const run of lapsed) {
        try {
          await byName.get(run.name)?.resume(ctx, run.id);
        } catch (error) {
          ctx.log.warn({ flow: run.name, flowId: run.id, err: error }, "a started flow could not be finished yet");
        }
      }
      const next = await db
        .selectFrom("flow_runs")
        .select((eb) => eb.fn.min("lease_until").as("at"))
        .where("state", "=", "started")
        .executeTakeFirst();
      return next?.at ?? null;
    },
  };
}
