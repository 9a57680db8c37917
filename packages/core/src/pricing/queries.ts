import type { Kysely } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { exchangeRate } from "../kernel/rate.ts";
import type { Db, Tx } from "../platform/db.ts";
import type { PriceEntry } from "./rules/choose-price.ts";
import { pivotCurrency } from "./rules/conversion.ts";
import type { ExchangeRateEntry, RateSource } from "./schemas.ts";
import type { PricingTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<PricingTables> => db.tables<PricingTables>();

/** Stands for "no start" in the key, where null cannot be. */
const noStart = new Date(0);
const startOf = (text: string | Date): Date | null => {
  const date = new Date(text);
  return date.getTime() === 0 ? null : date;
};

const columns = [
  "variant_id",
  "market_id",
  "currency",
  "starts_at",
  "ends_at",
  "amount",
  "compare_at",
  "tax_included",
] as const;
type Row = Record<"starts_at", string | Date> &
  Record<"ends_at", string | Date | null> &
  Omit<PricingTables["prices"], "starts_at" | "ends_at" | "updated_at">;

function toEntry(row: Row): PriceEntry {
  return {
    variantId: row.variant_id,
    marketId: row.market_id === "" ? null : row.market_id,
    currency: row.currency as ActiveCurrencyCode,
    amount: row.amount,
    compareAt: row.compare_at,
    taxIncluded: row.tax_included,
    startsAt: startOf(row.starts_at),
    endsAt: row.ends_at === null ? null : new Date(row.ends_at),
  };
}

export interface PriceScope {
  readonly marketId: string;
  readonly marketCurrency: ActiveCurrencyCode;
  readonly shopCurrency: ActiveCurrencyCode;
  /** The day up to which exchange rates count. */
  readonly day: string;
}

/** What decides the variants' prices in a market: their entries and the exchange rates, in one statement. */
export async function selectPricing(
  db: Db<"tenant">,
  variantIds: readonly string[],
  scope: PriceScope,
): Promise<{ entries: PriceEntry[]; rates: ExchangeRateEntry[] }> {
  const { marketCurrency, shopCurrency } = scope;
  const prices = tables(db)
    .selectFrom("prices")
    .select(columns)
    .where((eb) => eb("variant_id", "=", eb.fn.any(eb.val([...variantIds]))))
    .where("market_id", "in", ["", scope.marketId])
    .where("currency", "in", [marketCurrency, shopCurrency]);
  if (marketCurrency === shopCurrency) return { entries: (await prices.execute()).map(toEntry), rates: [] };
  const rates = latestRates(db, marketCurrency, shopCurrency, scope.day);
  const both = await tables(db)
    .selectNoFrom([jsonArrayFrom(prices).as("prices"), jsonArrayFrom(rates).as("rates")])
    .executeTakeFirstOrThrow();
  return { entries: both.prices.map(toEntry), rates: both.rates.map(toRate) };
}

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

/** The newest entry of each pair of the two currencies and the pivot, up to `day`. */
function latestRates(db: Db<"tenant">, from: string, to: string, day: string) {
  const pair = [from, to, pivotCurrency];
  return (
    tables(db)
      .selectFrom("exchange_rates")
      .distinctOn(["base", "quote"])
      .select(["base", "quote", "day", "source", "rate"])
      .where("base", "in", pair)
      .where("quote", "in", pair)
      .where("day", "<=", day)
      .orderBy("base")
      .orderBy("quote")
      .orderBy("day", "desc")
      // By hand before the ECB's of the same day.
      .orderBy("source", "desc")
  );
}

/** The entries from which a conversion between the two currencies on a day can be made. */
export async function selectRatesBetween(
  db: Db<"tenant">,
  from: string,
  to: string,
  day: string,
): Promise<ExchangeRateEntry[]> {
  return (await latestRates(db, from, to, day).execute()).map(toRate);
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

const rowsPerStatement = 500;

/** Writes prices over those with the same variant, market, currency and start. No two entries may share these. */
export async function upsertPrices(tx: Tx<"tenant">, entries: readonly PriceEntry[], now: Date): Promise<void> {
  for (let from = 0; from < entries.length; from += rowsPerStatement) {
    const values = entries.slice(from, from + rowsPerStatement).map((entry) => ({
      variant_id: entry.variantId,
      market_id: entry.marketId ?? "",
      currency: entry.currency,
      starts_at: entry.startsAt ?? noStart,
      ends_at: entry.endsAt,
      amount: entry.amount,
      compare_at: entry.compareAt,
      tax_included: entry.taxIncluded,
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
        conflict.constraint("exchange_rates_pkey").doUpdateSet((eb) => ({ rate: eb.ref("excluded.rate") })),
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
