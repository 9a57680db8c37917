import type { AdminOutputs } from "../../lib/api.ts";

export type Domain = AdminOutputs["domains"]["list"]["items"][number];
