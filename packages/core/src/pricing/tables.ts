import { declareTables } from "../platform/columns.ts";

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
});
