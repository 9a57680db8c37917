import type { AdminOutputs } from "../../lib/api.ts";

export type Method = AdminOutputs["fulfilment"]["listShippingMethods"]["items"][number];
export type Market = AdminOutputs["markets"]["get"];

/** Where methods are kept: a market, or the whole shop, which has no id. */
export interface Place extends Pick<Market, "locales" | "defaultLocale" | "currency" | "countries" | "taxDisplay"> {
  readonly id: Market["id"] | null;
}
