import type { Kysely } from "kysely";
import type { Id } from "../kernel/ids.ts";
import type { Db, Tx } from "../platform/db.ts";
import { anyOf, type Part, part } from "../platform/parts.ts";
import { type Given, piece } from "../platform/statement.ts";
import type { UnionHolds, UnionSales } from "./rules/union-threshold.ts";
import { StoredTaxPolicy, type TaxPolicy, type TaxRate, type TaxSettings } from "./schemas.ts";
import type { TaxTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<TaxTables> => db.tables<TaxTables>();

const columns = [
  "id",
  "country",
  "region",
  "tax_class",
  "name",
  "rate_ppm",
  "reason",
  "compound",
  "priority",
  "applies_to_shipping",
  "postal_from",
  "postal_until",
  "scope",
  "regional",
  "valid_from",
  "valid_until",
  "tax_rates.version",
] as const;
type Row = Omit<TaxTables["tax_rates"], "created_at" | "updated_at">;

function toRate(row: Row): TaxRate {
  return {
    id: row.id as Id<"txr">,
    country: row.country,
    region: row.region,
    taxClass: row.tax_class,
    name: row.name,
    ratePpm: row.rate_ppm,
    reason: row.reason,
    compound: row.compound,
    priority: row.priority,
    appliesToShipping: row.applies_to_shipping,
    postalFrom: row.postal_from,
    postalUntil: row.postal_until,
    scope: row.scope,
    regional: row.regional,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    version: row.version,
  };
}

interface Found {
  readonly rates: TaxRate[];
  readonly settings: TaxSettings;
  readonly policy: StoredTaxPolicy;
  readonly unionSales: UnionSales;
  readonly unionHolds: UnionHolds;
}

const inForce = piece(
  (
    own: Kysely<TaxTables>,
    { countries, from, until }: Given<{ countries: readonly string[]; from: string; until: string }>,
  ) =>
    own
      .selectFrom("tax_settings")
      .leftJoin("tax_rates", (join) =>
        join
          .on((eb) => eb.or([eb("country", "=", anyOf(countries)), eb("country", "=", eb.ref("home_country"))]))
          .on((eb) => eb.or([eb("valid_from", "is", null), eb("valid_from", "<=", until)]))
          .on((eb) => eb.or([eb("valid_until", "is", null), eb("valid_until", ">=", from)])),
      )
      .select([
        ...columns,
        "rounding_level",
        "rounding_mode",
        "policy",
        "union_sales",
        "union_holds",
        "tax_settings.version as settings_version",
      ]),
);

/**
 * The rates in force on a day, or on any day of a span, of some countries and of where the seller is, and the settings,
 * as one part.
 */
export function taxationPart(countries: readonly string[], from: string, until = from): Part<Found> {
  return part(inForce({ countries, from, until }), (rows) => {
    const [first] = rows;
    if (first === undefined) throw new Error("tax_settings has lost its row");
    return {
      rates: rows.filter((row): row is typeof row & Row => row.id !== null).map(toRate),
      settings: {
        roundingLevel: first.rounding_level,
        roundingMode: first.rounding_mode,
        version: first.settings_version,
      },
      policy: StoredTaxPolicy.parse(first.policy),
      unionSales: first.union_sales,
      unionHolds: first.union_holds,
    };
  });
}

/** All rates, or one country's, in the order in which people read them. */
export async function selectRates(db: Db<"tenant">, country: string | null): Promise<TaxRate[]> {
  let query = tables(db)
    .selectFrom("tax_rates")
    .select(columns)
    .orderBy("country")
    .orderBy("region", (order) => order.asc().nullsFirst())
    .orderBy("tax_class", "desc")
    .orderBy("priority")
    .orderBy("valid_from", (order) => order.asc().nullsFirst());
  if (country !== null) query = query.where("country", "=", country);
  return (await query.execute()).map(toRate);
}

/** Of `countries`, those with any rate in force on a day. */
export async function selectCountriesWithRates(
  db: Db<"tenant">,
  countries: readonly string[],
  day: string,
): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom("tax_rates")
    .select("country")
    .distinct()
    .where((eb) => eb("country", "=", eb.fn.any(eb.val([...countries]))))
    .where((eb) => eb.or([eb("valid_from", "is", null), eb("valid_from", "<=", day)]))
    .where((eb) => eb.or([eb("valid_until", "is", null), eb("valid_until", ">=", day)]))
    .execute();
  return rows.map((row) => row.country);
}

export async function selectRateForUpdate(tx: Tx<"tenant">, id: string): Promise<TaxRate | undefined> {
  const row = await tables(tx)
    .selectFrom("tax_rates")
    .select(columns)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && toRate(row);
}

function values(rate: TaxRate, now: Date) {
  return {
    country: rate.country,
    region: rate.region,
    tax_class: rate.taxClass,
    name: rate.name,
    rate_ppm: rate.ratePpm,
    reason: rate.reason,
    compound: rate.compound,
    priority: rate.priority,
    applies_to_shipping: rate.appliesToShipping,
    postal_from: rate.postalFrom,
    postal_until: rate.postalUntil,
    scope: rate.scope,
    regional: rate.regional,
    valid_from: rate.validFrom,
    valid_until: rate.validUntil,
    version: rate.version,
    updated_at: now,
  };
}

export async function insertRate(tx: Tx<"tenant">, rate: TaxRate, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("tax_rates")
    .values({ id: rate.id, ...values(rate, now), created_at: now })
    .execute();
}

/** Inserts those rates for whose place there is none yet, and answers them. */
export async function insertMissingRates(tx: Tx<"tenant">, rates: readonly TaxRate[], now: Date): Promise<TaxRate[]> {
  if (rates.length === 0) return [];
  const rows = await tables(tx)
    .insertInto("tax_rates")
    .values(rates.map((rate) => ({ id: rate.id, ...values(rate, now), created_at: now })))
    .onConflict((conflict) => conflict.constraint("tax_rates_once").doNothing())
    .returning("id")
    .execute();
  const inserted = new Set(rows.map((row) => row.id));
  return rates.filter((rate) => inserted.has(rate.id));
}

export async function replaceRate(tx: Tx<"tenant">, rate: TaxRate, now: Date): Promise<void> {
  await tables(tx).updateTable("tax_rates").set(values(rate, now)).where("id", "=", rate.id).execute();
}

export async function deleteRate(tx: Tx<"tenant">, id: string): Promise<void> {
  await tables(tx).deleteFrom("tax_rates").where("id", "=", id).execute();
}

export async function selectSettings(db: Db<"tenant">): Promise<TaxSettings> {
  const row = await tables(db)
    .selectFrom("tax_settings")
    .select(["rounding_level", "rounding_mode", "version"])
    .executeTakeFirstOrThrow();
  return { roundingLevel: row.rounding_level, roundingMode: row.rounding_mode, version: row.version };
}

/** Writes the settings over the given version; false when it is not the current one. */
export async function updateSettings(tx: Tx<"tenant">, settings: TaxSettings): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tax_settings")
    .set({
      rounding_level: settings.roundingLevel,
      rounding_mode: settings.roundingMode,
      version: settings.version + 1,
    })
    .where("version", "=", settings.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function selectPolicy(db: Db<"tenant">): Promise<TaxPolicy> {
  const row = await tables(db).selectFrom("tax_settings").select(["policy", "version"]).executeTakeFirstOrThrow();
  return { ...StoredTaxPolicy.parse(row.policy), version: row.version };
}

/** Writes the policy over the given version; false when it is not the current one. */
export async function updatePolicy(tx: Tx<"tenant">, { version, ...policy }: TaxPolicy): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("tax_settings")
    .set({ policy: JSON.stringify(policy), home_country: policy.establishment?.country ?? null, version: version + 1 })
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
