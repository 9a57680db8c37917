import type { CountryCode } from "@meridian/core/kernel/country";
import type { AdminOutputs } from "../../lib/api.ts";

export type TaxRate = AdminOutputs["tax"]["listRates"]["items"][number];

export interface RateEdit {
  readonly country: CountryCode;
  /** Null adds a new one. */
  readonly rate: TaxRate | null;
}
