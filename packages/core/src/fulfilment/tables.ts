import type { ColumnType } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { FulfilmentState, MethodField, RateBasis } from "./schemas.ts";

type Json<T> = ColumnType<T, string, string>;

/** From which worth or weight on a price counts, in minor units of the method's currency. */
export interface StoredStep {
  readonly from: number;
  readonly price: number;
}

/** Pieces of an order's line that are in a parcel. */
export interface StoredPieces {
  readonly orderLineId: string;
  readonly quantity: number;
}

export interface FulfilmentTables {
  shipping_methods: {
    id: string;
    /** Null is a method of the shop's, for all its markets. */
    market_id: string | null;
    /** The shop's method of which a market has some fields of its own; only those of `own` count. */
    parent_id: ColumnType<string | null, string | null | undefined, never>;
    own: ColumnType<MethodField[], MethodField[] | undefined, MethodField[]>;
    names: ColumnType<Record<string, string>, string, string>;
    currency: string;
    /** Of a method of the shop's: whether its amounts are converted for markets of another currency. */
    converts: ColumnType<boolean, boolean | undefined, boolean>;
    price: number;
    free_above: number | null;
    countries: string[] | null;
    regions: string[] | null;
    postal_codes: string[] | null;
    except_postal_codes: string[] | null;
    max_weight: number | null;
    rate_by: RateBasis | null;
    rate_steps: Json<StoredStep[]> | null;
    min_days: number | null;
    max_days: number | null;
    tax_class: string;
    active: boolean;
    position: number;
    version: number;
    created_at: Date;
    updated_at: Date;
  };
  fulfilments: {
    id: string;
    order_id: string;
    state: FulfilmentState;
    lines: Json<StoredPieces[]>;
    carrier: string | null;
    tracking_number: string | null;
    tracking_url: string | null;
    version: number;
    shipped_at: Date;
    delivered_at: Date | null;
    cancelled_at: Date | null;
    updated_at: Date;
  };
}

const parcel = personal("customer", "invoice");

export const fulfilmentDeclarations = declareTables<FulfilmentTables>({
  shipping_methods: {
    id: "none",
    market_id: "none",
    parent_id: "none",
    own: "none",
    names: "none",
    currency: "none",
    converts: "none",
    price: "none",
    free_above: "none",
    countries: "none",
    regions: "none",
    postal_codes: "none",
    except_postal_codes: "none",
    max_weight: "none",
    rate_by: "none",
    rate_steps: "none",
    min_days: "none",
    max_days: "none",
    tax_class: "none",
    active: "none",
    position: "none",
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
  fulfilments: {
    id: "none",
    order_id: "none",
    state: "none",
    lines: "none",
    carrier: "none",
    tracking_number: parcel,
    tracking_url: parcel,
    version: "none",
    shipped_at: "none",
    delivered_at: "none",
    cancelled_at: "none",
    updated_at: "none",
  },
});
