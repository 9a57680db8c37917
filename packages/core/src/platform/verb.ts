import type { z } from "zod";
import { DomainError } from "../kernel/errors.ts";
import { type Access, authorize } from "./access.ts";
import { appendAudit, type AuditNote } from "./audit.ts";
import { memoryOf } from "./cache.ts";
import type { AnyCtx, PlatformCtx, TenantCtx } from "./context.ts";
import { inTurn, isTx, lastly, type Scope, transaction, type Tx } from "./db.ts";
import { announceAll, type DueKind } from "./due.ts";
import { claimKey, keyUse, storeAnswer } from "./idempotency.ts";
import { observed } from "./observe.ts";
import { insertEvents, type NewEvent } from "./outbox.ts";
import { assertChangeable } from "./standing.ts";
import type { Urgency } from "./urgency.ts";

/** What a transport needs to know of a verb to offer it. */
export interface VerbDef<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly access: Access;
  readonly input: I;
  readonly output: O;
  /** Who goes first when the database is busy; left out, `browse`. */
  readonly urgency?: Urgency;
}

/** What may be written, called only inside a write's transaction. */
interface Writing {
  /** Puts an event into the outbox of this transaction. */
  readonly emit: (event: NewEvent) => void;
}
export type TenantTxCtx = Omit<TenantCtx, "db"> & Writing & { readonly db: Tx<"tenant"> };
export type PlatformTxCtx<S extends "control" | "region" = "control" | "region"> = Omit<PlatformCtx<S>, "db"> &
  Writing & { readonly db: Tx<S> };

/** Whether a write leaves an audit entry. Shoppers' own acts on their cart do not: the order has its history. */
export type AuditRule<I, O> = ((input: I, output: O) => AuditNote) | "shopper";

export interface WriteDef<I extends z.ZodType, O extends z.ZodType> extends VerbDef<I, O> {
  readonly audit: AuditRule<z.output<I>, z.output<O>>;
  /** May be called for a shop that is suspended or closed: its people take their data away. */
  readonly whileClosed?: true;
  /** Work that the write may leave behind, announced before its transaction. */
  readonly leaves?: readonly DueKind[];
}

/**
 * What a write needs before its transaction, and may run in vain: opening the tenant's vault, decoding what was
 * uploaded. A write that joins another's transaction goes without.
 */
interface Prepared<C, I, P> {
  readonly prepare?: (ctx: C, input: I) => Promise<P>;
}

export type VerbKind = "read" | "write" | "flow";

/** A capability of the platform: a function with its name, access and shapes. */
export interface Verb<C = never, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  (ctx: C, input: z.output<I>): Promise<z.output<O>>;
  readonly verb: string;
  readonly kind: VerbKind;
  readonly def: VerbDef<I, O>;
}

export function named<C, I extends z.ZodType, O extends z.ZodType>(
  verb: string,
  kind: VerbKind,
  def: VerbDef<I, O>,
  call: (ctx: C, input: z.output<I>) => Promise<z.output<O>>,
): Verb<C, I, O> {
  const inItsTurn = (ctx: C, input: z.output<I>): Promise<z.output<O>> => call(turnOf(ctx, def), input);
  return Object.assign(inItsTurn, { verb, kind, def });
}

/** The context in which a verb runs: its database work waits as the verb's urgency says, unless a caller's decides. */
export function turnOf<C>(ctx: C, { urgency = "browse" }: { readonly urgency?: Urgency }): C {
  const { db } = ctx as AnyCtx;
  const turned = inTurn<Scope>(db, urgency);
  return turned === db ? ctx : { ...ctx, db: turned };
}

/** A verb that changes nothing: checks access, runs, and lets out only what its output schema declares. */
export function read<C extends AnyCtx, I extends z.ZodType, O extends z.ZodType>(
  name: string,
  def: VerbDef<I, O>,
  run: (ctx: C, input: z.output<I>) => Promise<z.input<O>>,
): Verb<C, I, O> {
  return named<C, I, O>(name, "read", def, (ctx, input) =>
    observed(ctx, name, async () => {
      authorize(ctx.actor, def.access, name);
      return def.output.parse(await run(ctx, input));
    }),
  );
}

/** Runs `work` in a transaction that ends with its events and its audit entry, the hot rows last. */
export async function inWrite<T>(
  ctx: AnyCtx,
  name: string,
  work: (ctx: (TenantTxCtx | PlatformTxCtx) & { db: Tx }) => Promise<{ value: T; note: AuditNote | null }>,
): Promise<T> {
  if (isTx(ctx.db)) {
    const joined = ctx as (TenantTxCtx | PlatformTxCtx) & { db: Tx };
    const { value, note } = await work(joined);
    if (note !== null) await appendAudit(joined, name, note);
    return value;
  }
  const done = await transaction<"tenant" | "control" | "region", T>(ctx.db, async (tx) => {
    const events: NewEvent[] = [];
    const writing = { ...ctx, db: tx, emit: (event: NewEvent) => void events.push(event) } as TenantTxCtx & { db: Tx };
    const { value, note } = await work(writing);
    await lastly(tx, () => insertEvents(tx, events, ctx.now()));
    if (note !== null) await lastly(tx, () => appendAudit(writing, name, note));
    return value;
  });
  // Shoppers' carts are on nobody's page.
  if ("tenant" in ctx && ctx.actor.kind !== "shopper") memoryOf(ctx).changed(ctx.tenant.id);
  return done;
}

/** Announces the work that a write may leave behind, before its transaction. */
export async function announceWork(ctx: AnyCtx, kinds: readonly DueKind[] | undefined): Promise<void> {
  if (kinds === undefined || !("tenant" in ctx) || isTx(ctx.db)) return;
  const now = ctx.now();
  await announceAll(
    ctx.regionDb,
    ctx.tenant.id,
    kinds.map((kind) => ({ kind, at: now })),
    now,
  );
}

/** What a write says of itself for the audit trail, by its rule. */
export function noteOf<I, O>(rule: AuditRule<I, O>, input: I, output: O): AuditNote | null {
  return rule === "shopper" ? null : rule(input, output);
}

function makeWrite<C extends AnyCtx, T>() {
  return <I extends z.ZodType, O extends z.ZodType, P = undefined>(
    name: string,
    def: WriteDef<I, O> & Prepared<C, z.output<I>, P>,
    run: (ctx: T, input: z.output<I>, prepared: P | undefined) => Promise<z.input<O>>,
  ): Verb<C, I, O> =>
    named<C, I, O>(name, "write", def, (ctx, input) =>
      observed(ctx, name, async () => {
        authorize(ctx.actor, def.access, name);
        assertChangeable(ctx, def);
        const prepared = isTx(ctx.db) ? undefined : await def.prepare?.(ctx, input);
        await announceWork(ctx, def.leaves);
        const use = isTx(ctx.db) ? null : keyUse(ctx, name, input);
        return inWrite(ctx, name, async (writing) => {
          if (use !== null) {
            const claim = await claimKey(writing.db, use, null, ctx.now());
            if (claim.state === "answered") return { value: def.output.parse(claim.answer), note: null };
            if (claim.state === "under_way") throw new DomainError("conflict", "idempotency.in_progress");
          }
          const value = def.output.parse(await run(writing as T, input, prepared));
          if (use !== null) await lastly(writing.db, () => storeAnswer(writing.db, use, value));
          return { value, note: noteOf(def.audit, input, value) };
        });
      }),
    );
}

/**
 * A verb that changes a tenant's data. It checks access, opens or joins the transaction, runs, and writes
 * events, audit entry and the idempotency key's answer in that same transaction.
 */
export const write = makeWrite<TenantCtx, TenantTxCtx>();
/** `write` for the control plane's own tables. */
export const controlWrite = makeWrite<PlatformCtx<"control">, PlatformTxCtx<"control">>();
/** `write` for a region's own tables. */
export const regionWrite = makeWrite<PlatformCtx<"region">, PlatformTxCtx<"region">>();
/** `write` for what the control plane and the regions do alike, each in its own tables. */
export const platformWrite = makeWrite<PlatformCtx, PlatformTxCtx>();
