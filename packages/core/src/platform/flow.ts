import type { Insertable, Kysely } from "kysely";
import type { z } from "zod";
import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { authorize } from "./access.ts";
import type { TenantCtx } from "./context.ts";
import { crashPoint, declareCrashPoints } from "./crash.ts";
import { lastly, transaction } from "./db.ts";
import { announceAll } from "./due.ts";
import { answerOf, claimKey, keyUse, packAnswer } from "./idempotency.ts";
import { infra, type InfraTables } from "./infra-tables.ts";
import { newId } from "./new-id.ts";
import { observed } from "./observe.ts";
import { assertChangeable } from "./standing.ts";
import { type Given, statement } from "./statement.ts";
import { announceWork, inWrite, named, noteOf, type TenantTxCtx, turnOf, type Verb, type WriteDef } from "./verb.ts";

/** How long one caller has to finish a flow before the sweeper may take it over. */
const leaseSeconds = 30;
/** A flow whose outside call failed without an outcome is taken up again after this, then ever later. */
const firstRetrySeconds = 2;
const longestRetrySeconds = 300;
/**
 * The three steps of a verb that must wait for the network. `Intent` and `Outcome` are plain JSON; the
 * intent holds ids, never personal data.
 */
export interface FlowSteps<Input, Intent, Outcome, Output> {
  /** Before any transaction, for what `begin` reads and only the network knows. It may run in vain, and more than once. */
  readonly prepare?: (ctx: TenantCtx, input: Input) => Promise<void>;
  /** First transaction: checks, claims what is scarce, records what is intended. */
  readonly begin: (ctx: TenantTxCtx, input: Input, flowId: string) => Promise<Intent>;
  /**
   * The outside call, with no transaction open, under an idempotency key made from the intent: it may run
   * more than once. A refusal is an outcome; it throws only when the outcome is not known.
   */
  readonly call: (ctx: TenantCtx, intent: Intent) => Promise<Outcome>;
  /** Last transaction: records the outcome and makes the answer. Runs to its end once. */
  readonly finish: (ctx: TenantTxCtx, intent: Intent, outcome: Outcome) => Promise<Output>;
}

export interface Flow<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Verb<TenantCtx, I, O> {
  /** Finishes a started run after a crash, through the same steps. */
  readonly resume: (ctx: TenantCtx, flowId: string) => Promise<void>;
}

type Own = Kysely<InfraTables>;
type NewRun = Omit<Insertable<InfraTables["flow_runs"]>, "attempts">;

const insertRun = statement((own: Own, row: Given<NewRun>) => own.insertInto("flow_runs").values(row));
const lockRun = statement((own: Own, { flowId }: Given<{ flowId: string }>) =>
  own.selectFrom("flow_runs").select(["state", "answer"]).where("id", "=", flowId).forUpdate(),
);
const finishRun = statement((own: Own, { flowId, answer, now }: Given<{ flowId: string; answer: string; now: Date }>) =>
  own
    .with("run", (db) =>
      db.updateTable("flow_runs").set({ state: "finished", answer, finished_at: now }).where("id", "=", flowId),
    )
    .updateTable("idempotency_keys")
    .set({ answer })
    .where("flow_id", "=", flowId),
);

/** The outcome is not known: the sweeper asks again, the first time without waiting for the lease to run out. */
async function endLease(ctx: TenantCtx, flowId: string, attempts: number): Promise<void> {
  const at = addSeconds(ctx.now(), Math.min(firstRetrySeconds * 2 ** attempts, longestRetrySeconds));
  await announceAll(ctx.regionDb, ctx.tenant.id, [{ kind: "flows", at }], ctx.now());
  await transaction(ctx.db, (tx) =>
    infra(tx)
      .updateTable("flow_runs")
      .set({ lease_until: at })
      .where("id", "=", flowId)
      .where("state", "=", "started")
      .execute(),
  );
}

/**
 * A verb whose effect lies outside the database. A caller that repeats its key gets the stored answer, or
 * `conflict` while the first is under way; a crash between the steps is finished by the sweeper.
 */
export function flow<I extends z.ZodType, O extends z.ZodType, Intent, Outcome>(
  name: string,
  def: WriteDef<I, O>,
  steps: FlowSteps<z.output<I>, Intent, Outcome, z.input<O>>,
): Flow<I, O> {
  declareCrashPoints(`${name}:begun`, `${name}:called`, `${name}:finished`);

  async function settle(
    ctx: TenantCtx,
    flowId: string,
    intent: Intent,
    input: z.output<I> | null,
    attempts: number,
  ): Promise<z.output<O>> {
    crashPoint(`${name}:begun`);
    const outcome = await steps.call(ctx, intent).catch(async (error: unknown) => {
      await endLease(ctx, flowId, attempts);
      throw error;
    });
    crashPoint(`${name}:called`);
    await announceWork(ctx, def.leaves);
    const answer = await inWrite(ctx, name, async (writing) => {
      const tx = writing as TenantTxCtx;
      const [run] = await lockRun(tx.db, { flowId });
      if (run === undefined) throw new Error("a flow that has begun has its row");
      if (run.state === "finished") return { value: def.output.parse(answerOf(run.answer)), note: null };
      const value = def.output.parse(await steps.finish(tx, intent, outcome));
      await lastly(tx.db, () => finishRun(tx.db, { flowId, answer: packAnswer(value), now: ctx.now() }));
      return {
        value,
        note:
          input === null && def.audit !== "shopper"
            ? { subject: flowId, details: { resumed: true } }
            : noteOf(def.audit, input as z.output<I>, value),
      };
    });
    crashPoint(`${name}:finished`);
    return answer;
  }

  const call = (ctx: TenantCtx, input: z.output<I>): Promise<z.output<O>> =>
    observed(ctx, name, async () => {
      authorize(ctx.actor, def.access, name);
      assertChangeable(ctx, def);
      await steps.prepare?.(ctx, input);
      const use = keyUse(ctx, name, input);
      const flowId = newId("flw");
      const leaseUntil = addSeconds(ctx.now(), leaseSeconds);
      const now = ctx.now();
      const leaves = (def.leaves ?? []).map((kind) => ({ kind, at: now }));
      await announceAll(ctx.regionDb, ctx.tenant.id, [{ kind: "flows", at: leaseUntil }, ...leaves], now);
      const begun = await inWrite<{ answer: unknown } | { intent: Intent }>(ctx, name, async (writing) => {
        const tx = writing as TenantTxCtx;
        if (use !== null) {
          const claim = await claimKey(tx.db, use, flowId, ctx.now());
          if (claim.state === "answered") return { value: { answer: claim.answer }, note: null };
          if (claim.state === "under_way") throw new DomainError("conflict", "idempotency.in_progress");
        }
        const intent = await steps.begin(tx, input, flowId);
        const started = { id: flowId, name, intent: JSON.stringify(intent), answer: null, state: "started" } as const;
        const row = { ...started, lease_until: leaseUntil, created_at: ctx.now(), finished_at: null };
        await lastly(tx.db, () => insertRun(tx.db, row));
        return { value: { intent }, note: null };
      });
      if ("answer" in begun) return def.output.parse(begun.answer);
      return settle(ctx, flowId, begun.intent, input, 0);
    });

  const resume = async (sweeper: TenantCtx, flowId: string): Promise<void> => {
    const ctx = turnOf(sweeper, def);
    const run = await infra(ctx.db)
      .updateTable("flow_runs")
      .set((eb) => ({ lease_until: addSeconds(ctx.now(), leaseSeconds), attempts: eb("attempts", "+", 1) }))
      .where("id", "=", flowId)
      .where("state", "=", "started")
      .where("lease_until", "<=", ctx.now())
      .returning(["intent", "attempts"])
      .executeTakeFirst();
    if (run !== undefined) {
      await settle(ctx, flowId, run.intent as Intent, null, run.attempts);
    }
  };

  return Object.assign(named<TenantCtx, I, O>(name, "flow", def, call), { resume });
}
