import type { Flow } from "@meridian/core/platform/flow";
import type { EventConsumer, JobDef } from "@meridian/core/platform/jobs";
import type { Sweep } from "@meridian/core/platform/sweeps";
import * as payments from "@meridian/core/payments/jobs";
import * as tenants from "@meridian/core/tenants/jobs";

/** Flows that the sweeper finishes after a crash. */
export const flows: readonly Pick<Flow, "verb" | "resume">[] = [...payments.flows, ...tenants.flows];
/** Who hears of which event. */
export const consumers: readonly EventConsumer[] = [...tenants.consumers];
/** Work that waits in tenants' backlogs. */
export const jobs: readonly JobDef[] = [];
/** What is looked after when it is due. */
export const sweeps: readonly Sweep[] = [];
