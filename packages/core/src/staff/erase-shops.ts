import type { PlatformCtx } from "../platform/context.ts";
import { appendAudit } from "../platform/audit.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { transaction } from "../platform/db.ts";
import { type DueErasure, callRegion, dueErasures, freeSlugs, makeTombstone } from "../tenants/index.ts";
import type { ErasureCertificate } from "../tenants/schemas.ts";
import { ErasureState } from "./closing-schemas.ts";
import { deleteStaffOf } from "./queries/erase.ts";

const atOnce = 20;
/** So long nobody else gets an erased shop's address: its customers still know it. */
const reservedDays = 180;

declareCrashPoints("tenants.erase:asked", "tenants.erase:recorded");

/**
 * Has the regions erase the shops whose grace is over, and reduces what the control plane knows of an erased one to
 * its ids, dates and certificate. Answers how many ended. Asked again after a crash, a region answers the same.
 */
export async function eraseShops(ctx: PlatformCtx<"control">): Promise<number> {
  let ended = 0;
  for (const due of await dueErasures(ctx.db, ctx.now(), atOnce)) {
    try {
      const { certificate } = await callRegion(
        ctx,
        due.region,
        { verb: "tenants.erase", output: ErasureState },
        { tenantId: due.id },
      );
      crashPoint("tenants.erase:asked");
      if (certificate === null) continue;
      await record(ctx, due, certificate);
      crashPoint("tenants.erase:recorded");
      ended++;
    } catch (error) {
      ctx.log.warn({ err: error, tenant: due.id, region: due.region }, "a shop could not be erased yet");
    }
  }
  return ended;
}

/** Gives the addresses of shops free that were erased long ago. */
export const freeErasedSlugs = (ctx: PlatformCtx<"control">): Promise<number> =>
  freeSlugs(ctx.db, ctx.now(), reservedDays);

async function record(ctx: PlatformCtx<"control">, { id }: DueErasure, certificate: ErasureCertificate): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const now = ctx.now();
    if (!(await makeTombstone(tx, id, certificate, now))) return;
    const people = await deleteStaffOf(tx, id);
    const { tables, rows, files } = certificate;
    const note = { subject: id, details: { tables, rows, files, people } };
    await appendAudit({ ...ctx, db: tx }, "tenants.erased", note);
  });
}
