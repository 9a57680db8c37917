import type { ColumnType } from "kysely";
import { declareTables } from "../platform/columns.ts";

export interface FulfilmentTables {
  shipping_methods: {
    id: string;
    market_id: string;
    names: ColumnType<Record<string, string>, string, string>;
    currency: string;
    price: number;
    free_above: number | null;
    countries: string[] | null;
    min_days: number | null;
    max_days: number | null;
    tax_class: string;
    active: boolean;
    position: number;
    version: number;
    created_at: Date;
    updated_at: Date;
  };
}

export const fulfilmentDeclarations = declareTables<FulfilmentTables>({
  shipping_methods: {
    id: "none",
    market_id: "none",
    names: "none",
    currency: "none",
    price: "none",
    free_above: "none",
    countries: "none",
    min_days: "none",
    max_days: "none",
    tax_class: "none",
    active: "none",
    position: "none",
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
});
