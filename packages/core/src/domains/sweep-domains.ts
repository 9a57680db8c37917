import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { lookAtDomain } from "./look-at-domain.ts";
import { leaseDue } from "./queries/domains.ts";

/** Longer than a look may take. */
const leaseSeconds = 60;
const atOnce = 10;

/** Looks at the domains of this region that are due; answers how many. One that fails is looked at again after its lease. */
export async function sweepDomains(ctx: PlatformCtx<"region">): Promise<number> {
  const due = await leaseDue(ctx.db, ctx.now(), addSeconds(ctx.now(), leaseSeconds), atOnce);
  await Promise.all(
    due.map(async (row) => {
      try {
        await lookAtDomain(ctx, ctx.db, row);
      } catch (error) {
        ctx.log.warn({ err: error, tenant: row.tenantId }, "a domain could not be looked at");
      }
    }),
  );
  return due.length;
}
