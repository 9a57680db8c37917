import { declareTables } from "../platform/columns.ts";
import type { TaxReason, TaxRoundingLevel } from "./schemas.ts";

export interface TaxTables {
  tax_rates: {
    id: string;
    country: string;
    region: string | null;
    tax_class: string;
    name: string;
    rate_ppm: number;
    reason: TaxReason;
    compound: boolean;
    priority: number;
    applies_to_shipping: boolean;
    valid_from: string | null;
    valid_until: string | null;
    version: number;
    created_at: Date;
    updated_at: Date;
  };
  tax_settings: {
    only_row: boolean;
    rounding_level: TaxRoundingLevel;
    rounding_mode: "half-up" | "half-even";
    version: number;
  };
}

export const taxDeclarations = declareTables<TaxTables>({
  tax_rates: {
    id: "none",
    country: "none",
    region: "none",
    tax_class: "none",
    name: "none",
    rate_ppm: "none",
    reason: "none",
    compound: "none",
    priority: "none",
    applies_to_shipping: "none",
    valid_from: "none",
    valid_until: "none",
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
  tax_settings: { only_row: "none", rounding_level: "none", rounding_mode: "none", version: "none" },
});
