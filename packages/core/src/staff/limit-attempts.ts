import { DomainError } from "../kernel/errors.ts";
import { hashSecret } from "../platform/secrets.ts";
import type { CallerCtx } from "./caller.ts";
import { countHit, dropHits } from "./queries/limits.ts";
import { clientNetwork } from "../kernel/client-network.ts";

/** At most `most` attempts in `seconds`, counted from the first one. */
export interface Limit {
  readonly name: string;
  readonly most: number;
  readonly seconds: number;
  /** What is counted: a person, a network, or both together. */
  readonly by: (ctx: CallerCtx, email: string) => string;
}

export const byNetwork = (ctx: CallerCtx): string => clientNetwork(ctx.clientAddress);
export const byEmail = (_ctx: CallerCtx, email: string): string => email;
export const byBoth = (ctx: CallerCtx, email: string): string => `${clientNetwork(ctx.clientAddress)} ${email}`;

const keyOf = (limit: Limit, ctx: CallerCtx, email: string): string =>
  `${limit.name}/${hashSecret(limit.by(ctx, email))}`;

/**
 * Counts an attempt against each limit and throws `limit` beyond it. Counted before the attempt is looked at, in a
 * statement of its own: attempts at the same time cannot slip through, and a refused one counts too.
 */
export async function limitAttempts(ctx: CallerCtx, limits: readonly Limit[], email: string): Promise<void> {
  for (const limit of limits) {
    const { hits, resetsAt } = await countHit(ctx.db, keyOf(limit, ctx, email), limit.seconds, ctx.now());
    if (hits <= limit.most) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil((resetsAt.getTime() - ctx.now().getTime()) / 1000));
    throw new DomainError("limit", "staff.too_many_attempts", { retryAfterSeconds });
  }
}

/** Forgets what was counted, after a success. */
export async function forgiveAttempts(ctx: CallerCtx, limits: readonly Limit[], email: string): Promise<void> {
  await dropHits(
    ctx.db,
    limits.map((limit) => keyOf(limit, ctx, email)),
  );
}
