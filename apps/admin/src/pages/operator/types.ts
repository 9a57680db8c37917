import type { ControlOutputs } from "../../lib/api.ts";

export type Tenant = ControlOutputs["tenants"]["get"];
