import type { AdminOutputs } from "../../lib/api.ts";

export type ApiKey = AdminOutputs["tenants"]["listKeys"]["items"][number];
export type NewKey = AdminOutputs["tenants"]["createKey"];
