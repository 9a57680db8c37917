import type { Kysely, Selectable } from "kysely";
import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import { methodsOf, type StoredMethod } from "../rules/inherit-methods.ts";
import type { ShippingMethod } from "../schemas.ts";
import type { FulfilmentTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<FulfilmentTables> => db.tables<FulfilmentTables>();

const columns = [
  "id",
  "market_id",
  "parent_id",
  "own",
  "names",
  "currency",
  "converts",
  "price",
  "free_above",
  "countries",
  "regions",
  "postal_codes",
  "except_postal_codes",
  "max_weight",
  "rate_by",
  "rate_steps",
  "min_days",
  "max_days",
  "tax_class",
  "active",
  "position",
  "version",
] as const;

function toMethod(row: Pick<Selectable<FulfilmentTables["shipping_methods"]>, (typeof columns)[number]>): StoredMethod {
  const currency = row.currency as ShippingMethod["price"]["currency"];
  return {
    id: row.id as Id<"shp">,
    marketId: row.market_id as Id<"mkt"> | null,
    parentId: row.parent_id,
    own: row.own,
    names: row.names,
    price: { amount: row.price, currency },
    converts: row.converts,
    freeAbove: row.free_above === null ? null : { amount: row.free_above, currency },
    countries: row.countries,
    regions: row.regions,
    postalCodes: row.postal_codes,
    exceptPostalCodes: row.except_postal_codes,
    maxWeight: row.max_weight,
    rates:
      row.rate_by === null || row.rate_steps === null
        ? null
        : {
            by: row.rate_by,
            steps: row.rate_steps.map(({ from, price }) => ({ from, price: { amount: price, currency } })),
          },
    minDays: row.min_days,
    maxDays: row.max_days,
    taxClass: row.tax_class,
    active: row.active,
    position: row.position,
    version: row.version,
  };
}

export function selectMethods(db: Db<"tenant">, marketId: string | null): Promise<ShippingMethod[]> {
  return readPart(db, methodsPart(marketId));
}

/** The same, to be read with others: of a market with what it has from the shop, or the shop's own. */
export function methodsPart(marketId: string | null): Part<ShippingMethod[]> {
  return part(ofMarket({ marketId: marketId ?? "" }), (rows) => methodsOf(rows.map(toMethod), marketId));
}

const inTheirOrder = (own: Kysely<FulfilmentTables>) =>
  own.selectFrom("shipping_methods").select(columns).orderBy("position").orderBy("id");
const ofMarket = piece((own: Kysely<FulfilmentTables>, { marketId }: Given<{ marketId: string }>) =>
  inTheirOrder(own).where((eb) => eb.or([eb("market_id", "=", marketId), eb("market_id", "is", null)])),
);

export async function selectMethodForUpdate(tx: Tx<"tenant">, id: string): Promise<StoredMethod | undefined> {
  const row = await tables(tx)
    .selectFrom("shipping_methods")
    .select(columns)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && toMethod(row);
}

/** What a market has of its own of a method of the shop's, locked. */
export async function selectOverrideForUpdate(
  tx: Tx<"tenant">,
  methodId: string,
  marketId: string,
): Promise<StoredMethod | undefined> {
  const row = await tables(tx)
    .selectFrom("shipping_methods")
    .select(columns)
    .where("parent_id", "=", methodId)
    .where("market_id", "=", marketId)
    .forUpdate()
    .executeTakeFirst();
  return row && toMethod(row);
}

function values(method: StoredMethod, now: Date) {
  return {
    market_id: method.marketId,
    own: [...method.own],
    names: JSON.stringify(method.names),
    currency: method.price.currency,
    converts: method.converts,
    price: method.price.amount,
    free_above: method.freeAbove?.amount ?? null,
    countries: method.countries,
    regions: method.regions,
    postal_codes: method.postalCodes,
    except_postal_codes: method.exceptPostalCodes,
    max_weight: method.maxWeight,
    rate_by: method.rates?.by ?? null,
    rate_steps:
      method.rates === null
        ? null
        : JSON.stringify(method.rates.steps.map(({ from, price }) => ({ from, price: price.amount }))),
    min_days: method.minDays,
    max_days: method.maxDays,
    tax_class: method.taxClass,
    active: method.active,
    position: method.position,
    version: method.version,
    updated_at: now,
  };
}

export async function insertMethod(tx: Tx<"tenant">, method: StoredMethod, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("shipping_methods")
    .values({ id: method.id, parent_id: method.parentId, ...values(method, now), created_at: now })
    .execute();
}

export async function replaceMethod(tx: Tx<"tenant">, method: StoredMethod, now: Date): Promise<void> {
  await tables(tx).updateTable("shipping_methods").set(values(method, now)).where("id", "=", method.id).execute();
}

export async function deleteMethod(tx: Tx<"tenant">, id: string): Promise<void> {
  await tables(tx).deleteFrom("shipping_methods").where("id", "=", id).execute();
}
