import type { ColumnType } from "kysely";
import { declareTables } from "../platform/columns.ts";
import type { Adjustment } from "./list-schemas.ts";
import type { PriceRounding } from "./schemas.ts";

export interface PricingTables {
  /** `market_id` is empty for base prices; `starts_at` is 1970 where a price has no start. */
  prices: {
    variant_id: string;
    market_id: string;
    currency: string;
    starts_at: Date;
    ends_at: Date | null;
    amount: number;
    compare_at: number | null;
    tax_included: boolean | null;
    updated_at: Date;
  };
  exchange_rates: {
    base: string;
    quote: string;
    day: string;
    source: "manual" | "ecb";
    rate: string;
    created_at: Date;
  };
  price_lists: {
    id: string;
    name: string;
    status: "draft" | "active";
    priority: number;
    market_ids: string[];
    channels: string[];
    customer_groups: string[];
    customer_ids: string[];
    company_ids: string[];
    starts_at: Date | null;
    ends_at: Date | null;
    adjustments: ColumnType<Adjustment[], string, string>;
    rounding: ColumnType<PriceRounding, string, string>;
    show_before: boolean;
    version: number;
    updated_at: Date;
  };
  price_list_prices: {
    variant_id: string;
    list_id: string;
    currency: string;
    min_quantity: number;
    amount: number;
    compare_at: number | null;
    tax_included: boolean | null;
    updated_at: Date;
  };
  sale_exclusions: { variant_id: string; market_id: string; updated_at: Date };
  /** What held before it was changed or taken away, as long as a prior price may have to be told. */
  price_versions: {
    subject: string;
    kind: "price" | "list" | "list_price" | "exclusion" | "rate";
    place: string;
    valid_from: Date;
    valid_to: Date;
    content: ColumnType<unknown, string, string>;
  };
  rate_schedule: {
    only_row: ColumnType<boolean, never, never>;
    enabled: boolean;
    next_at: Date | null;
    last_day: string | null;
    last_tried_at: Date | null;
    failures: number;
  };
}

export const pricingDeclarations = declareTables<PricingTables>({
  prices: {
    variant_id: "none",
    market_id: "none",
    currency: "none",
    starts_at: "none",
    ends_at: "none",
    amount: "none",
    compare_at: "none",
    tax_included: "none",
    updated_at: "none",
  },
  exchange_rates: { base: "none", quote: "none", day: "none", source: "none", rate: "none", created_at: "none" },
  price_lists: {
    id: "none",
    name: "none",
    status: "none",
    priority: "none",
    market_ids: "none",
    channels: "none",
    customer_groups: "none",
    customer_ids: "none",
    company_ids: "none",
    starts_at: "none",
    ends_at: "none",
    adjustments: "none",
    rounding: "none",
    show_before: "none",
    version: "none",
    updated_at: "none",
  },
  price_list_prices: {
    variant_id: "none",
    list_id: "none",
    currency: "none",
    min_quantity: "none",
    amount: "none",
    compare_at: "none",
    tax_included: "none",
    updated_at: "none",
  },
  sale_exclusions: { variant_id: "none", market_id: "none", updated_at: "none" },
  price_versions: {
    subject: "none",
    kind: "none",
    place: "none",
    valid_from: "none",
    valid_to: "none",
    content: "none",
  },
  rate_schedule: {
    only_row: "none",
    enabled: "none",
    next_at: "none",
    last_day: "none",
    last_tried_at: "none",
    failures: "none",
  },
});
