import type { AdminOutputs } from "../../lib/api.ts";

export type Order = AdminOutputs["orders"]["get"];
export type Parcel = Order["fulfilments"][number];
