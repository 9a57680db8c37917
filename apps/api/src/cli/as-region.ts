import type { RegionCtx } from "@meridian/core/platform/context";
import { languages } from "@meridian/core/kernel/languages";
import { newId } from "@meridian/core/platform/new-id";
import { readRegionEnv } from "../platform/env.ts";
import { openRegion, platformContext, type RegionRuntime } from "../platform/region.ts";

/** Runs `work` as a process of the region, with the region's settings. */
export async function asRegion<T>(
  env: NodeJS.ProcessEnv,
  work: (ctx: RegionCtx, runtime: RegionRuntime) => Promise<T>,
): Promise<T> {
  const runtime = openRegion(readRegionEnv(env), "cli");
  try {
    const facts = { requestId: newId("run"), language: languages[0], log: runtime.log, idempotencyKey: null };
    return await work(platformContext(runtime, { kind: "service", name: "cli" }, facts), runtime);
  } finally {
    await runtime.close();
  }
}
