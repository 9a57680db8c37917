import type { ColumnType } from "kysely";
import { declareTables } from "../platform/columns.ts";
import type { UnionCrossings, UnionHistory, UnionHolds } from "./rules/union-threshold.ts";
import type { RateScope, TaxReason, TaxRoundingLevel, TaxSettings } from "./schemas.ts";

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
    postal_from: string | null;
    postal_until: string | null;
    scope: RateScope;
    regional: boolean;
    valid_from: string | null;
    valid_until: string | null;
    version: number;
    created_at: Date;
    updated_at: Date;
  };
  tax_settings: {
    only_row: boolean;
    rounding_level: TaxRoundingLevel;
    rounding_mode: TaxSettings["roundingMode"];
    /** A `StoredTaxPolicy`. */
    policy: ColumnType<unknown, string, string>;
    /** The policy's establishment, for the statement that reads the rates. */
    home_country: string | null;
    /** Sales to consumers of other member states by year, in cents of a euro, until they exceed the threshold. */
    union_sales: ColumnType<Record<string, number>, string | undefined, string>;
    union_holds: ColumnType<UnionHolds, string | undefined, string>;
    union_history: ColumnType<UnionHistory, string | undefined, string>;
    union_crossings: ColumnType<UnionCrossings, string | undefined, string>;
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
    postal_from: "none",
    postal_until: "none",
    scope: "none",
    regional: "none",
    valid_from: "none",
    valid_until: "none",
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
  tax_settings: {
    only_row: "none",
    rounding_level: "none",
    rounding_mode: "none",
    policy: "none",
    home_country: "none",
    union_sales: "none",
    union_holds: "none",
    union_history: "none",
    union_crossings: "none",
    version: "none",
  },
});
