import { type Kysely, sql } from "kysely";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { exchangeRate } from "../../kernel/rate.ts";
import { addSeconds } from "../../kernel/time.ts";
import { anyOf, type Ids, type Part, part, together } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import { pivotCurrency } from "../rules/conversion.ts";
import type { PriceHistory, Spanned } from "../rules/prior-price.ts";
import type { ExchangeRateEntry, RateSource } from "../schemas.ts";
import type { PricingTables } from "../tables.ts";
import {
  listPriceColumns,
  type ListPriceRow,
  listRuleColumns,
  type ListRow,
  priceColumns,
  type PriceRow,
  toEntry,
  toListPriceEntry,
  toListRule,
} from "./rows.ts";
import { listsSubject, ratesSubject } from "./versions.ts";

export interface HistoryScope {
  readonly marketId: string;
  /** Of the market and of the shop: a price in another currency is no prior price. */
  readonly currencies: readonly ActiveCurrencyCode[];
  readonly since: Date;
}

type Facts = Pick<PriceHistory, "prices" | "lists" | "listPrices" | "exclusions" | "rates">;

/** Rates of this many days before the first one asked for are enough: the ECB's longest pause is five days. */
const ratesBeforeDays = 15;

interface RateRow {
  readonly base: string;
  readonly quote: string;
  readonly day: string;
  readonly source: RateSource;
  readonly rate: string;
}
const toRate = (row: RateRow): ExchangeRateEntry => ({
  base: row.base as ActiveCurrencyCode,
  quote: row.quote as ActiveCurrencyCode,
  day: row.day,
  source: row.source,
  rate: exchangeRate(row.rate),
});

type Asked = Given<{
  ids: readonly string[];
  marketId: string;
  currencies: readonly string[];
  since: Date;
  ratesSince: string;
  subjects: readonly string[];
}>;
type Own = Kysely<PricingTables>;
type OfVariants = Pick<Asked, "ids">;

/**
 * Whether a reduction may be announced on one of the variants: without any, nothing is read of their past. It stands
 * in each piece, where it is found out once before any row is looked at.
 */
function reducedAmong(own: Own, { ids }: OfVariants) {
  const struck = (table: "prices" | "price_list_prices") =>
    sql<boolean>`exists ${own
      .selectFrom(table)
      .select("variant_id")
      .where("variant_id", "=", anyOf(ids))
      .where("compare_at", "is not", null)}`;
  const showing = own
    .selectFrom("price_lists as l")
    .select("l.id")
    .where("l.status", "=", "active")
    .where("l.show_before", "=", true);
  return sql<boolean>`(${struck("prices")} or ${struck("price_list_prices")} or exists ${showing})`;
}

const pricesThen = piece((own: Own, asked: OfVariants) =>
  own
    .selectFrom("prices as p")
    .select(priceColumns.map((column) => `p.${column}` as const))
    .select("p.updated_at as from")
    .where("p.variant_id", "=", anyOf(asked.ids))
    .where(reducedAmong(own, asked)),
);
const listsThen = piece((own: Own, asked: OfVariants) =>
  own
    .selectFrom("price_lists")
    .select([...listRuleColumns, "updated_at as from"])
    .where("status", "=", "active")
    .where(reducedAmong(own, asked)),
);
const listPricesThen = piece((own: Own, asked: OfVariants) =>
  own
    .selectFrom("price_list_prices as p")
    .select(listPriceColumns.map((column) => `p.${column}` as const))
    .select("p.updated_at as from")
    .where("p.variant_id", "=", anyOf(asked.ids))
    .where(reducedAmong(own, asked)),
);
const exclusionsThen = piece((own: Own, asked: Pick<Asked, "ids" | "marketId">) =>
  own
    .selectFrom("sale_exclusions as e")
    .select(["e.variant_id", "e.updated_at as from"])
    .where("e.variant_id", "=", anyOf(asked.ids))
    .where("e.market_id", "=", asked.marketId)
    .where(reducedAmong(own, asked)),
);
const ratesThen = piece((own: Own, asked: Pick<Asked, "ids" | "currencies" | "ratesSince">) =>
  own
    .selectFrom("exchange_rates")
    .select(["base", "quote", "day", "source", "rate", "created_at as from"])
    .where("base", "=", anyOf(asked.currencies))
    .where("quote", "=", anyOf(asked.currencies))
    .where("day", ">=", asked.ratesSince)
    .where(reducedAmong(own, asked)),
);
const versionsThen = piece((own: Own, asked: Pick<Asked, "ids" | "subjects" | "since">) =>
  own
    .selectFrom("price_versions")
    .select(["subject", "kind", "place", "content", "valid_from as from", "valid_to as until"])
    .where((eb) => eb.or([eb("subject", "=", anyOf(asked.ids)), eb("subject", "=", anyOf(asked.subjects))]))
    .where("valid_to", ">", asked.since)
    .where(reducedAmong(own, asked)),
);

/**
 * What was in force for the variants in the market since a moment, by variant, to be read with others. Nothing where no
 * reduction is announced.
 */
export function historyPart(ids: Ids, scope: HistoryScope): Part<(variantId: string) => Facts> {
  const { marketId, since } = scope;
  const currencies = [...new Set([...scope.currencies, pivotCurrency])];
  const ratesSince = addSeconds(since, -ratesBeforeDays * 86_400)
    .toISOString()
    .slice(0, 10);
  const subjects = [listsSubject, ratesSubject];
  const read = {
    prices: part(pricesThen({ ids }), (rows) => rows),
    lists: part(listsThen({ ids }), (rows) => rows),
    listPrices: part(listPricesThen({ ids }), (rows) => rows),
    exclusions: part(exclusionsThen({ ids, marketId }), (rows) => rows),
    rates: part(ratesThen({ ids, currencies, ratesSince }), (rows) => rows),
    versions: part(versionsThen({ ids, subjects, since }), (rows) => rows),
  };
  return together(read, (row) => factsOf(row, marketId));
}

interface Read {
  readonly prices: readonly (PriceRow & From)[];
  readonly lists: readonly (ListRow & From)[];
  readonly listPrices: readonly (ListPriceRow & From)[];
  readonly exclusions: readonly ({ readonly variant_id: string } & From)[];
  readonly rates: readonly (RateRow & From)[];
  readonly versions: readonly (Pick<PricingTables["price_versions"], "subject" | "kind" | "place"> & {
    readonly content: unknown;
    readonly until: string;
  } & From)[];
}
interface From {
  readonly from: string;
}

function factsOf(row: Read, marketId: string): (variantId: string) => Facts {
  const past = <T>(kind: PricingTables["price_versions"]["kind"], make: (content: unknown) => T) =>
    row.versions
      .filter((version) => version.kind === kind)
      .map((version) => ({
        subject: version.subject,
        place: version.place,
        ...spanned(make(version.content), version),
      }));
  const prices = [
    ...row.prices.map((price) => spanned(toEntry(price), price)),
    ...past("price", (content) => toEntry(content as PriceRow)),
  ].filter(({ value }) => value.marketId === null || value.marketId === marketId);
  const lists = [
    ...row.lists.map((list) => spanned(toListRule(list), list)),
    ...past("list", (content) => toListRule(content as ListRow)),
  ];
  const listPrices = [
    ...row.listPrices.map((price) => spanned(toListPriceEntry(price), price)),
    ...past("list_price", (content) => toListPriceEntry(content as ListPriceRow)),
  ];
  const rates = [
    ...row.rates.map((rate) => spanned(toRate(rate), rate)),
    ...past("rate", (content) => toRate(content as RateRow)),
  ];
  const excluded = [
    ...row.exclusions.map((one) => ({ variantId: one.variant_id, ...spanned(true as const, one) })),
    ...past("exclusion", () => true as const)
      .filter((one) => one.place === marketId)
      .map((one) => ({ variantId: one.subject, ...one })),
  ];
  return (id) => ({
    prices: prices.filter(({ value }) => value.variantId === id),
    lists,
    listPrices: listPrices.filter(({ value }) => value.variantId === id),
    exclusions: excluded.filter((one) => one.variantId === id),
    rates,
  });
}

type Moment = string | Date;
function spanned<T>(value: T, span: { readonly from: Moment; readonly until?: Moment | null }): Spanned<T> {
  return { value, from: new Date(span.from), until: span.until ? new Date(span.until) : null };
}
