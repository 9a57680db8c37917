import type { Kysely, Selectable } from "kysely";
import type { Id } from "../kernel/ids.ts";
import type { Db, Tx } from "../platform/db.ts";
import { type Part, part } from "../platform/parts.ts";
import { type Given, type Piece, piece } from "../platform/statement.ts";
import { consentPolicyFor, nameOfPlace, type OwnMarket, type Place } from "./rules.ts";
import { type EarlierMarket, type Market, MarketLegal } from "./schemas.ts";
import type { MarketsTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<MarketsTables> => db.tables<MarketsTables>();

const columns = [
  "id",
  "handle",
  "name",
  "status",
  "countries",
  "regions",
  "channels",
  "payment_methods",
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
export type StoredMarket = OwnMarket;

function toMarket(row: Pick<Selectable<MarketsTables["markets"]>, (typeof columns)[number]>): StoredMarket {
  return {
    id: row.id as Id<"mkt">,
    handle: row.handle,
    name: row.name,
    status: row.status,
    countries: row.countries as Market["countries"],
    regions: row.regions,
    channels: row.channels,
    paymentMethodsOverride: row.payment_methods,
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
export function marketsPart(status?: Market["status"]): Part<StoredMarket[]> {
  return part(status === undefined ? all({}) : allOf({ status }), (rows) => rows.map(toMarket));
}

const inOrder = (tables: Kysely<MarketsTables>) =>
  tables.selectFrom("markets").select(columns).orderBy("created_at").orderBy("id");
const all = piece(inOrder);
const allOf = piece((tables: Kysely<MarketsTables>, { status }: Given<{ status: Market["status"] }>) =>
  inOrder(tables).where("status", "=", status),
);

/** The market with this id, to be read with others. */
export function marketPart(id: string | Piece<string>): Part<StoredMarket | undefined> {
  return part(byId({ id }), ([row]) => row && toMarket(row));
}

const byId = piece((tables: Kysely<MarketsTables>, { id }: Given<{ id: string }>) =>
  tables.selectFrom("markets").select(columns).where("id", "=", id),
);

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
    regions: market.regions,
    channels: market.channels,
    payment_methods: market.paymentMethodsOverride,
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

/** Those of the places that an open market other than `except` has, with its handle. */
export async function selectPlaceOwners(
  db: Db<"tenant">,
  places: readonly Place[],
  except: string,
): Promise<(Place & { handle: string })[]> {
  const countries = [...new Set(places.map(({ country }) => country))];
  const rows = await tables(db)
    .selectFrom("market_countries as place")
    .innerJoin("markets", "markets.id", "place.market_id")
    .select(["place.country", "place.region", "place.channel", "markets.handle"])
    .where((eb) => eb("place.country", "=", eb.fn.any(eb.val(countries))))
    .where("place.market_id", "!=", except)
    .orderBy("place.country")
    .orderBy("place.region")
    .orderBy("place.channel")
    .execute();
  const wanted = new Set(places.map(nameOfPlace));
  return rows.filter((row) => wanted.has(nameOfPlace(row)));
}

/** Makes the market the one that has the places; none frees what it had. */
export async function claimPlaces(tx: Tx<"tenant">, marketId: string, places: readonly Place[]): Promise<void> {
  await tables(tx).deleteFrom("market_countries").where("market_id", "=", marketId).execute();
  if (places.length === 0) return;
  // Two markets that claim the same places do it in one order: one waits for the other.
  const rows = places
    .toSorted((a, b) => (nameOfPlace(a) < nameOfPlace(b) ? -1 : 1))
    .map((place) => ({ ...place, market_id: marketId }));
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await tables(tx)
      .insertInto("market_countries")
      .values(rows.slice(from, from + rowsPerStatement))
      .execute();
  }
}

const rowsPerStatement = 5_000;

/** How the market showed prices before, the oldest first. */
export function earlierPart(id: string): Part<readonly EarlierMarket[]> {
  return part(earlier({ id }), ([row]) => row?.earlier ?? []);
}

const earlier = piece((tables: Kysely<MarketsTables>, { id }: Given<{ id: string }>) =>
  tables.selectFrom("markets").select("earlier").where("id", "=", id),
);

/** Keeps how the market, which must be locked, showed prices until now. */
export async function keepEarlier(tx: Tx<"tenant">, id: string, earlier: readonly EarlierMarket[]): Promise<void> {
  await tables(tx)
    .updateTable("markets")
    .set({ earlier: JSON.stringify(earlier) })
    .where("id", "=", id)
    .execute();
}

export async function countMarkets(db: Db<"tenant">): Promise<number> {
  const row = await tables(db)
    .selectFrom("markets")
    .select((eb) => eb.fn.countAll<number>().as("markets"))
    .executeTakeFirstOrThrow();
  return Number(row.markets);
}
