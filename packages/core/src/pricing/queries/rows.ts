import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { PriceEntry } from "../rules/choose-price.ts";
import type { ListPriceEntry, ListRule } from "../rules/price-list.ts";
import type { Adjustment } from "../list-schemas.ts";
import type { PriceRounding } from "../schemas.ts";

/** Stands for "no start" in the key, where null cannot be. */
export const noStart = new Date(0);
const startOf = (text: string | Date): Date | null => {
  const date = new Date(text);
  return date.getTime() === 0 ? null : date;
};
const dateOf = (text: string | Date | null): Date | null => (text === null ? null : new Date(text));

export const priceColumns = [
  "variant_id",
  "market_id",
  "currency",
  "starts_at",
  "ends_at",
  "amount",
  "compare_at",
  "tax_included",
] as const;

/** A price as a row or as JSON has it. */
export interface PriceRow {
  readonly variant_id: string;
  readonly market_id: string;
  readonly currency: string;
  readonly starts_at: string | Date;
  readonly ends_at: string | Date | null;
  readonly amount: number;
  readonly compare_at: number | null;
  readonly tax_included: boolean | null;
}

export function toEntry(row: PriceRow): PriceEntry {
  return {
    variantId: row.variant_id,
    marketId: row.market_id === "" ? null : row.market_id,
    currency: row.currency as ActiveCurrencyCode,
    amount: row.amount,
    compareAt: row.compare_at,
    taxIncluded: row.tax_included,
    startsAt: startOf(row.starts_at),
    endsAt: dateOf(row.ends_at),
  };
}

/** A price as its row, for what is kept of it when it changes. */
export const priceRow = (entry: PriceEntry): PriceRow => ({
  variant_id: entry.variantId,
  market_id: entry.marketId ?? "",
  currency: entry.currency,
  starts_at: entry.startsAt ?? noStart,
  ends_at: entry.endsAt,
  amount: entry.amount,
  compare_at: entry.compareAt,
  tax_included: entry.taxIncluded,
});

export const listRuleColumns = [
  "id",
  "name",
  "priority",
  "market_ids",
  "channels",
  "customer_groups",
  "customer_ids",
  "company_ids",
  "starts_at",
  "ends_at",
  "adjustments",
  "rounding",
  "show_before",
] as const;

export interface ListRow {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly market_ids: string[];
  readonly channels: string[];
  readonly customer_groups: string[];
  readonly customer_ids: string[];
  /** What was kept of a list before lists could be for companies does not say. */
  readonly company_ids?: string[];
  readonly starts_at: string | Date | null;
  readonly ends_at: string | Date | null;
  readonly adjustments: Adjustment[];
  readonly rounding: PriceRounding;
  readonly show_before: boolean;
}

export function toListRule(row: ListRow): ListRule {
  return {
    id: row.id,
    name: row.name,
    priority: row.priority,
    marketIds: row.market_ids,
    channels: row.channels,
    customerGroups: row.customer_groups,
    customerIds: row.customer_ids,
    companyIds: row.company_ids ?? [],
    startsAt: dateOf(row.starts_at),
    endsAt: dateOf(row.ends_at),
    adjustments: row.adjustments,
    rounding: row.rounding,
    showBefore: row.show_before,
  };
}

export const listPriceColumns = [
  "list_id",
  "variant_id",
  "currency",
  "min_quantity",
  "amount",
  "compare_at",
  "tax_included",
] as const;

export interface ListPriceRow {
  readonly list_id: string;
  readonly variant_id: string;
  readonly currency: string;
  readonly min_quantity: number;
  readonly amount: number;
  readonly compare_at: number | null;
  readonly tax_included: boolean | null;
}

export function toListPriceEntry(row: ListPriceRow): ListPriceEntry {
  return {
    listId: row.list_id,
    variantId: row.variant_id,
    currency: row.currency as ActiveCurrencyCode,
    minQuantity: row.min_quantity,
    amount: row.amount,
    compareAt: row.compare_at,
    taxIncluded: row.tax_included,
  };
}
