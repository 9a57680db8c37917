import { observed } from "@meridian/core/platform/observe";
import type { Sweep } from "@meridian/core/platform/sweeps";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { eachDue } from "./each-due.ts";

/** Runs one kind of sweep for each tenant that it is due for. */
export function sweepDue(runtime: RegionRuntime, sweep: Sweep): Promise<void> {
  const name = `sweep.${sweep.kind}`;
  return eachDue(runtime, sweep.kind, (tenant) => {
    const ctx = serviceContext(runtime, tenant, name);
    return observed(ctx, name, () => sweep.sweep(ctx));
  });
}
