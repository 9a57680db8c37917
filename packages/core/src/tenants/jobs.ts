import type { Flow } from "../platform/flow.ts";
import type { EventConsumer } from "../platform/jobs.ts";
import type { ControlSweep } from "./control-sweep.ts";
import { createKey } from "./create-key.ts";
import { startExport } from "./start-export.ts";
import { noteSteps } from "./note-steps.ts";
import { revokeKey } from "./revoke-key.ts";
import { rotateKey } from "./rotate-key.ts";
import { tellControl } from "./tell-control.ts";
import { tellRegions } from "./tell-region.ts";
import { updateKey } from "./update-key.ts";
import { updateShop } from "./update-shop.ts";

/** Started runs of these are finished by the region's sweeper. */
export const flows: readonly Pick<Flow, "verb" | "resume">[] = [
  createKey,
  updateKey,
  rotateKey,
  revokeKey,
  updateShop,
  startExport,
];

export const consumers: readonly EventConsumer[] = [
  { name: "tenants.tell_control", type: "shop.updated", handle: (ctx) => tellControl(ctx) },
];

/** Work of the control plane that repeats. */
export const controlSweeps: readonly ControlSweep[] = [
  { name: "tenants.tell_regions", everyMillis: 100, waitsFor: "tell", run: (ctx) => tellRegions(ctx) },
  { name: "tenants.note_steps", everyMillis: 5_000, run: noteSteps },
];
