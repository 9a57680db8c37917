import type { Flow } from "../platform/flow.ts";
import { addDomain } from "./add-domain.ts";
import { checkDomain } from "./check-domain.ts";
import { removeDomain } from "./remove-domain.ts";

/** Started runs of these are finished by the region's sweeper. */
export const flows: readonly Pick<Flow, "verb" | "resume">[] = [addDomain, checkDomain, removeDomain];
