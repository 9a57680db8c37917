import type { PlatformCtx } from "../platform/context.ts";
import type { Flow } from "../platform/flow.ts";
import type { EventConsumer } from "../platform/jobs.ts";
import { createKey } from "./create-key.ts";
import { revokeKey } from "./revoke-key.ts";
import { rotateKey } from "./rotate-key.ts";
import { tellControl } from "./tell-control.ts";
import { tellRegions } from "./tell-region.ts";
import { updateKey } from "./update-key.ts";
import { updateShop } from "./update-shop.ts";

/** Started runs of these are finished by the region's sweeper. */
export const flows: readonly Pick<Flow, "verb" | "resume">[] = [createKey, updateKey, rotateKey, revokeKey, updateShop];

export const consumers: readonly EventConsumer[] = [
  { name: "tenants.tell_control", type: "shop.updated", handle: (ctx) => tellControl(ctx) },
];

/** Work of the control plane that repeats; each answers how much it did. */
export const controlSweeps: readonly { readonly name: string; run(ctx: PlatformCtx<"control">): Promise<number> }[] = [
  { name: "tenants.tell_regions", run: (ctx) => tellRegions(ctx) },
];
