import type { ColumnType } from "kysely";
import { declareTables } from "../platform/columns.ts";
import type { EarlierMarket, MarketLegal, PriceRounding } from "./schemas.ts";

export interface MarketsTables {
  markets: {
    id: string;
    handle: string;
    name: string;
    status: "draft" | "active";
    countries: string[];
    regions: string[];
    channels: string[];
    payment_methods: string[] | null;
    currency: string;
    locales: string[];
    default_locale: string;
    tax_display: "inclusive" | "exclusive" | null;
    legal: ColumnType<MarketLegal, string, string>;
    price_rounding: ColumnType<PriceRounding, string, string>;
    fx_margin_ppm: number;
    consent_policy: "opt_in" | "opt_out" | "notice" | null;
    /** How it showed prices before, the oldest first. */
    earlier: ColumnType<EarlierMarket[], string | undefined, string>;
    version: number;
    created_at: Date;
    updated_at: Date;
  };
  /**
   * Which open market a place belongs to: a country or a region of it, in a channel or in all (''). The primary key
   * lets each place into one only.
   */
  market_countries: { country: string; region: string; channel: string; market_id: string };
}

export const marketsDeclarations = declareTables<MarketsTables>({
  markets: {
    id: "none",
    handle: "none",
    name: "none",
    status: "none",
    countries: "none",
    regions: "none",
    channels: "none",
    payment_methods: "none",
    currency: "none",
    locales: "none",
    default_locale: "none",
    tax_display: "none",
    legal: "none",
    price_rounding: "none",
    fx_margin_ppm: "none",
    consent_policy: "none",
    earlier: "none",
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
  market_countries: { country: "none", region: "none", channel: "none", market_id: "none" },
});
