import type { Kysely } from "kysely";
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { exchangeRate } from "../kernel/rate.ts";
import type { Db, Tx } from "../platform/db.ts";
import { anyOf, type Ids, known, part, type Part, together } from "../platform/parts.ts";
import { type Given, piece, statement } from "../platform/statement.ts";
import type { PriceEntry } from "./rules/choose-price.ts";
import { pivotCurrency } from "./rules/conversion.ts";
import type { ExchangeRateEntry, RateSource } from "./schemas.ts";
import {
  listPriceColumns,
  listRuleColumns,
  toListPriceEntry,
  toListRule,
  noStart,
  priceColumns as columns,
  priceRow,
  toEntry,
} from "./queries/rows.ts";
import type { ListPriceEntry, ListRule } from "./rules/price-list.ts";
import type { PricingTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<PricingTables> => db.tables<PricingTables>();

export interface PriceScope {
  readonly marketId: string;
  readonly marketCurrency: ActiveCurrencyCode;
  readonly shopCurrency: ActiveCurrencyCode;
  /** The day up to which exchange rates count. */
  readonly day: string;
}

/** Everything that decides the variants' prices in a market. */
export interface PricingFacts {
  readonly entries: PriceEntry[];
  readonly rates: ExchangeRateEntry[];
  readonly lists: ListRule[];
  readonly listPrices: ListPriceEntry[];
  /** Variants that are kept out of the market. */
  readonly excluded: ReadonlySet<string>;
}

/** What decides the variants' prices in a market. */
export function pricingPart(ids: Ids, scope: PriceScope): Part<PricingFacts> {
  const { marketId, marketCurrency: currency, shopCurrency, day } = scope;
  return together({
    entries: part(prices({ ids, marketId, currency, shopCurrency }), (rows) => rows.map(toEntry)),
    rates: currency === shopCurrency ? known([]) : ratesPart(currency, [shopCurrency], day),
    lists: part(activeLists({ marketId }), (rows) => rows.map(toListRule)),
    listPrices: part(listPrices({ ids, currency }), (rows) => rows.map(toListPriceEntry)),
    excluded: part(exclusions({ ids, marketId }), (rows) => new Set(rows.map(({ variant_id: id }) => id))),
  });
}

type OfVariants = { readonly ids: readonly string[] };
type InMarket = { readonly marketId: string };

const prices = piece(
  (
    own: Kysely<PricingTables>,
    {
      ids,
      marketId,
      currency,
      shopCurrency,
    }: Given<OfVariants & InMarket & { currency: string; shopCurrency: string }>,
  ) =>
    own
      .selectFrom("prices")
      .select(columns)
      .where("variant_id", "=", anyOf(ids))
      .where((eb) => eb.or([eb("market_id", "=", ""), eb("market_id", "=", marketId)]))
      .where((eb) => eb.or([eb("currency", "=", currency), eb("currency", "=", shopCurrency)])),
);
const listPrices = piece((own: Kysely<PricingTables>, { ids, currency }: Given<OfVariants & { currency: string }>) =>
  own
    .selectFrom("price_list_prices")
    .select(listPriceColumns)
    .where("variant_id", "=", anyOf(ids))
    .where("currency", "=", currency),
);
const exclusions = piece((own: Kysely<PricingTables>, { ids, marketId }: Given<OfVariants & InMarket>) =>
  own
    .selectFrom("sale_exclusions")
    .select("variant_id")
    .where("variant_id", "=", anyOf(ids))
    .where("market_id", "=", marketId),
);
const activeLists = piece((own: Kysely<PricingTables>, { marketId }: Given<InMarket>) =>
  own
    .selectFrom("price_lists")
    .select(listRuleColumns)
    .where("status", "=", "active")
    .where((eb) =>
      eb.or([eb(eb.fn<number>("cardinality", ["market_ids"]), "=", 0), eb(marketId, "=", eb.fn.any("market_ids"))]),
    ),
);

function toRate(
  row: Pick<PricingTables["exchange_rates"], "base" | "quote" | "day" | "source" | "rate">,
): ExchangeRateEntry {
  return {
    base: row.base as ExchangeRateEntry["base"],
    quote: row.quote as ExchangeRateEntry["quote"],
    rate: exchangeRate(row.rate),
    day: row.day,
    source: row.source,
  };
}

/** The newest entry of each pair of the currencies and the pivot, up to `day`. */
const latest = (own: Kysely<PricingTables>, { of, day }: Given<{ of: readonly string[]; day: string }>) =>
  own
    .selectFrom("exchange_rates")
    .distinctOn(["base", "quote"])
    .select(["base", "quote", "day", "source", "rate"])
    .where("base", "=", anyOf(of))
    .where("quote", "=", anyOf(of))
    .where("day", "<=", day)
    .orderBy("base")
    .orderBy("quote")
    .orderBy("day", "desc")
    // By hand before the ECB's of the same day.
    .orderBy("source", "desc");
const latestPiece = piece(latest);
const latestRows = statement(latest);

/** The entries from which conversions from one currency into others on a day can be made, to be read with others. */
export function ratesPart(from: string, to: readonly string[], day: string): Part<ExchangeRateEntry[]> {
  return part(latestPiece({ of: [from, ...to, pivotCurrency], day }), (rows) => rows.map(toRate));
}

/** The entries from which a conversion between the two currencies on a day can be made. */
export async function selectRatesBetween(
  db: Db<"tenant">,
  from: string,
  to: string,
  day: string,
): Promise<ExchangeRateEntry[]> {
  return (await latestRows(db, { of: [from, to, pivotCurrency], day })).map(toRate);
}

/** All prices of the variants, base prices first. */
export async function selectPrices(db: Db<"tenant">, variantIds: readonly string[]): Promise<PriceEntry[]> {
  const rows = await tables(db)
    .selectFrom("prices")
    .select(columns)
    .where((eb) => eb("variant_id", "=", eb.fn.any(eb.val([...variantIds]))))
    .orderBy("variant_id")
    .orderBy("market_id")
    .orderBy("currency")
    .orderBy("starts_at")
    .execute();
  return rows.map(toEntry);
}

/** Variants that have a price of any kind, in the order of their ids. */
export async function selectPricedVariants(db: Db<"tenant">, limit: number): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom("prices")
    .select("variant_id")
    .union((eb) => eb.selectFrom("price_list_prices").select("variant_id"))
    .orderBy("variant_id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.variant_id);
}

export interface DatedPrice extends PriceEntry {
  readonly updatedAt: Date;
}

/** All prices of the variants, locked in one order. */
export async function selectPricesForUpdate(tx: Tx<"tenant">, variantIds: readonly string[]): Promise<DatedPrice[]> {
  const rows = await tables(tx)
    .selectFrom("prices")
    .select([...columns, "updated_at"])
    .where((eb) => eb("variant_id", "=", eb.fn.any(eb.val([...variantIds]))))
    .orderBy("variant_id")
    .orderBy("market_id")
    .orderBy("currency")
    .orderBy("starts_at")
    .forUpdate()
    .execute();
  return rows.map((row) => ({ ...toEntry(row), updatedAt: row.updated_at }));
}

const rowsPerStatement = 500;

/** Writes prices over those with the same variant, market, currency and start. No two entries may share these. */
export async function upsertPrices(tx: Tx<"tenant">, entries: readonly PriceEntry[], now: Date): Promise<void> {
  for (let from = 0; from < entries.length; from += rowsPerStatement) {
    const values = entries.slice(from, from + rowsPerStatement).map((entry) => ({
      ...priceRow(entry),
      starts_at: entry.startsAt ?? noStart,
      ends_at: entry.endsAt,
      updated_at: now,
    }));
    await tables(tx)
      .insertInto("prices")
      .values(values)
      .onConflict((conflict) =>
        conflict.constraint("prices_pkey").doUpdateSet((eb) => ({
          ends_at: eb.ref("excluded.ends_at"),
          amount: eb.ref("excluded.amount"),
          compare_at: eb.ref("excluded.compare_at"),
          tax_included: eb.ref("excluded.tax_included"),
          updated_at: eb.ref("excluded.updated_at"),
        })),
      )
      .execute();
  }
}

export type PriceKey = Pick<PriceEntry, "variantId" | "marketId" | "currency" | "startsAt">;

export async function deletePrices(tx: Tx<"tenant">, keys: readonly PriceKey[]): Promise<void> {
  if (keys.length === 0) return;
  await tables(tx)
    .deleteFrom("prices")
    .where((eb) =>
      eb.or(
        keys.map((key) =>
          eb.and([
            eb("variant_id", "=", key.variantId),
            eb("market_id", "=", key.marketId ?? ""),
            eb("currency", "=", key.currency),
            eb("starts_at", "=", key.startsAt ?? noStart),
          ]),
        ),
      ),
    )
    .execute();
}

/** The rate that an entry would be written over, with since when it held; locked. */
export async function selectRateForUpdate(tx: Tx<"tenant">, entry: ExchangeRateEntry) {
  return tables(tx)
    .selectFrom("exchange_rates")
    .select(["base", "quote", "day", "source", "rate", "created_at"])
    .where("base", "=", entry.base)
    .where("quote", "=", entry.quote)
    .where("day", "=", entry.day)
    .where("source", "=", entry.source)
    .forUpdate()
    .executeTakeFirst();
}

export async function upsertExchangeRates(
  tx: Tx<"tenant">,
  rates: readonly ExchangeRateEntry[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < rates.length; from += rowsPerStatement) {
    await tables(tx)
      .insertInto("exchange_rates")
      .values(rates.slice(from, from + rowsPerStatement).map((rate) => ({ ...rate, created_at: now })))
      .onConflict((conflict) =>
        conflict
          .constraint("exchange_rates_pkey")
          .doUpdateSet((eb) => ({
            rate: eb.ref("excluded.rate"),
            created_at: eb.ref("excluded.created_at"),
          }))
          .where((eb) => eb("exchange_rates.rate", "!=", eb.ref("excluded.rate"))),
      )
      .execute();
  }
}

export interface RatePlace {
  readonly day: string;
  readonly base: string;
  readonly quote: string;
  readonly source: RateSource;
}

/** Exchange rates from the newest day on, after the given place. */
export async function selectExchangeRates(
  db: Db<"tenant">,
  after: RatePlace | null,
  limit: number,
): Promise<ExchangeRateEntry[]> {
  let query = tables(db)
    .selectFrom("exchange_rates")
    .select(["base", "quote", "day", "source", "rate"])
    .orderBy("day", "desc")
    .orderBy("base")
    .orderBy("quote")
    .orderBy("source", "desc")
    .limit(limit);
  if (after !== null) {
    query = query.where((eb) =>
      eb.or([
        eb("day", "<", after.day),
        eb.and([eb("day", "=", after.day), eb(eb.refTuple("base", "quote"), ">", eb.tuple(after.base, after.quote))]),
        eb.and([
          eb("day", "=", after.day),
          eb("base", "=", after.base),
          eb("quote", "=", after.quote),
          eb("source", "<", after.source),
        ]),
      ]),
    );
  }
  return (await query.execute()).map(toRate);
}

/**
 * What one euro bought by the European Central Bank's first publication on a day or after it; before there is one, by
 * its last before.
 */
export async function selectEcbRates(
  db: Db<"tenant">,
  currencies: readonly string[],
  day: string,
): Promise<ExchangeRateEntry[]> {
  const published = tables(db)
    .selectFrom("exchange_rates")
    .distinctOn("quote")
    .select(["base", "quote", "day", "source", "rate"])
    .where("base", "=", pivotCurrency)
    .where("quote", "in", currencies)
    .where("source", "=", "ecb")
    .orderBy("quote");
  const since = await published.where("day", ">=", day).orderBy("day").execute();
  const found = new Set(since.map((row) => row.quote));
  const before = await published.where("day", "<", day).orderBy("day", "desc").execute();
  return [...since, ...before.filter((row) => !found.has(row.quote))].map(toRate);
}
