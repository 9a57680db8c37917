import type { Kysely, Selectable } from "kysely";
import type { Id } from "../kernel/ids.ts";
import type { Db, Tx } from "../platform/db.ts";
import { consentPolicyFor } from "./rules.ts";
import { type Market, MarketLegal } from "./schemas.ts";
import type { MarketsTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<MarketsTables> => db.tables<MarketsTables>();

const columns = [
  "id",
  "handle",
  "name",
  "status",
  "countries",
  "currency",
  "locales",
  "default_locale",
  "tax_display",
  "legal",
  "price_rounding",
  "fx_margin_ppm",
  "consent_policy",
  "version",
] as const;

/** A market as it is stored: what it takes over from the shop is not known yet. */
export type StoredMarket = Omit<Market, "taxDisplay">;

function toMarket(row: Pick<Selectable<MarketsTables["markets"]>, (typeof columns)[number]>): StoredMarket {
  return {
    id: row.id as Id<"mkt">,
    handle: row.handle,
    name: row.name,
    status: row.status,
    countries: row.countries as Market["countries"],
    currency: row.currency as Market["currency"],
    locales: row.locales,
    defaultLocale: row.default_locale,
    taxDisplayOverride: row.tax_display,
    // Markets from before have none of it.
    legal: MarketLegal.parse(row.legal),
    priceRounding: row.price_rounding,
    fxMarginPpm: row.fx_margin_ppm,
    consentPolicy: row.consent_policy ?? consentPolicyFor(row.countries),
    consentPolicyOverride: row.consent_policy,
    consentPolicyByLaw: consentPolicyFor(row.countries),
    version: row.version,
  };
}

/** All markets, the oldest first: it is the one that a visitor gets where nothing else decides. */
export async function selectMarkets(db: Db<"tenant">, status?: Market["status"]): Promise<StoredMarket[]> {
  let query = tables(db).selectFrom("markets").select(columns).orderBy("created_at").orderBy("id");
  if (status !== undefined) query = query.where("status", "=", status);
  return (await query.execute()).map(toMarket);
}

export async function selectMarket(db: Db<"tenant">, id: string): Promise<StoredMarket | undefined> {
  const row = await tables(db).selectFrom("markets").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toMarket(row);
}

export async function selectMarketForUpdate(tx: Tx<"tenant">, id: string): Promise<StoredMarket | undefined> {
  const row = await tables(tx)
    .selectFrom("markets")
    .select(columns)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && toMarket(row);
}

function values(market: Market) {
  return {
    handle: market.handle,
    name: market.name,
    status: market.status,
    countries: market.countries,
    currency: market.currency,
    locales: market.locales,
    default_locale: market.defaultLocale,
    tax_display: market.taxDisplayOverride,
    legal: JSON.stringify(market.legal),
    price_rounding: JSON.stringify(market.priceRounding),
    fx_margin_ppm: market.fxMarginPpm,
    consent_policy: market.consentPolicyOverride,
    version: market.version,
  };
}

export async function insertMarket(tx: Tx<"tenant">, market: Market, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("markets")
    .values({ id: market.id, ...values(market), created_at: now, updated_at: now })
    .execute();
}

export async function replaceMarket(tx: Tx<"tenant">, market: Market, now: Date): Promise<void> {
  await tables(tx)
    .updateTable("markets")
    .set({ ...values(market), updated_at: now })
    .where("id", "=", market.id)
    .execute();
}

/** Those of `countries` that an open market other than `except` serves, with its handle. */
export async function selectCountryOwners(
  db: Db<"tenant">,
  countries: readonly string[],
  except?: string,
): Promise<{ country: string; handle: string }[]> {
  let query = tables(db)
    .selectFrom("market_countries")
    .innerJoin("markets", "markets.id", "market_countries.market_id")
    .select(["market_countries.country", "markets.handle"])
    .where((eb) => eb("market_countries.country", "=", eb.fn.any(eb.val([...countries]))))
    .orderBy("market_countries.country");
  if (except !== undefined) query = query.where("market_countries.market_id", "!=", except);
  return query.execute();
}

/** Makes the market the one that serves `countries`; none frees what it had. */
export async function claimCountries(tx: Tx<"tenant">, marketId: string, countries: readonly string[]): Promise<void> {
  await tables(tx).deleteFrom("market_countries").where("market_id", "=", marketId).execute();
  if (countries.length === 0) return;
  const rows = countries.toSorted().map((country) => ({ country, market_id: marketId }));
  await tables(tx).insertInto("market_countries").values(rows).execute();
}
