import type { PlatformCtx } from "../platform/context.ts";
import type { Region } from "../platform/regions.ts";
import { lastHeard } from "./queries/tenant-steps.ts";

/** So long a region may take to start, or to be started again. */
const patienceMillis = 90_000;

/**
 * Tells that a region did not answer: as a warning when that lasts, for a region that is about to start is waited for.
 * Regions are heard of each half minute, see `noteSteps`.
 */
export async function tellSilence(
  ctx: PlatformCtx<"control">,
  region: Region,
  error: unknown,
  message: string,
  /** How long this program has been able to hear, milliseconds. */
  upMillis: number = performance.now(),
): Promise<void> {
  const heard = await lastHeard(ctx.db, region);
  const silentMillis = Math.min(upMillis, heard === undefined ? upMillis : ctx.now().getTime() - heard.getTime());
  ctx.log[silentMillis < patienceMillis ? "info" : "warn"]({ err: error, region }, message);
}
