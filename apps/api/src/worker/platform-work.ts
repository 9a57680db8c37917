import { languages } from "@meridian/core/kernel/languages";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { newId } from "@meridian/core/platform/new-id";
import { platformContext, type RegionRuntime } from "../platform/region.ts";

/** The context in which the worker does what is no single tenant's. */
export function workContext(runtime: RegionRuntime, name: string): PlatformCtx<"region"> {
  const requestId = newId("run");
  const log = runtime.log.child({ requestId, work: name });
  const facts = { requestId, language: languages[0], log, idempotencyKey: null };
  return platformContext(runtime, { kind: "service", name }, facts);
}
