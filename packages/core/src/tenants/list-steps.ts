import type { Id } from "../kernel/ids.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read, type Verb } from "../platform/verb.ts";
import { stepsBesides } from "./queries/tenant-steps.ts";
import { ListSteps, StepList } from "./schemas.ts";

const atATime = 2_000;

/** Tells the control plane which of a region's schemas do not stand at the program's newest step: hardly any. */
export function listSteps(newestStep: string): Verb<PlatformCtx<"region">, typeof ListSteps, typeof StepList> {
  return read(
    "tenants.list_steps",
    { access: { service: true }, urgency: "extra", input: ListSteps, output: StepList },
    async (ctx: PlatformCtx<"region">, { after }) => {
      const rows = await stepsBesides(ctx.db, newestStep, after, atATime);
      const items = rows.map(({ tenantId, step }) => ({ tenantId: tenantId as Id<"ten">, step }));
      return { newestStep, items, next: rows.length < atATime ? null : (items.at(-1)?.tenantId ?? null) };
    },
  );
}
