import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { expiredOwners, nextExpiry } from "./queries/reservations.ts";
import { releaseReservation } from "./release-reservation.ts";

const ownersPerSweep = 200;

/**
 * The sweep of due work `reservations`: gives back what ran out, each owner in a transaction of its own.
 * Answers when it is due again, or null when nothing is held.
 */
export async function releaseExpired(ctx: TenantCtx): Promise<Date | null> {
  const owners = await expiredOwners(ctx.db, ctx.now(), ownersPerSweep);
  for (const ownerId of owners) {
    await transaction(ctx.db, (tx) => releaseReservation(tx, ownerId, ctx.now()));
  }
  return nextExpiry(ctx.db);
}
