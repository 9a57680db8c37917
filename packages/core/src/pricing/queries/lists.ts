import type { Kysely } from "kysely";
import type { Id } from "../../kernel/ids.ts";
import { money } from "../../kernel/money.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { ListPrice, PriceList } from "../list-schemas.ts";
import type { ListPriceEntry } from "../rules/price-list.ts";
import type { PricingTables } from "../tables.ts";
import {
  listPriceColumns,
  type ListPriceRow,
  listRuleColumns,
  type ListRow,
  toListPriceEntry,
  toListRule,
} from "./rows.ts";

const tables = (db: Db<"tenant">): Kysely<PricingTables> => db.tables<PricingTables>();

const columns = [...listRuleColumns, "status", "version", "updated_at"] as const;

function toPriceList(
  row: ListRow & Pick<PricingTables["price_lists"], "status" | "version" | "updated_at">,
): PriceList {
  const rule = toListRule(row);
  return {
    id: rule.id as Id<"pls">,
    name: rule.name,
    status: row.status,
    priority: rule.priority,
    marketIds: rule.marketIds as Id<"mkt">[],
    channels: [...rule.channels],
    customerGroups: [...rule.customerGroups],
    customerIds: rule.customerIds as Id<"cus">[],
    companyIds: rule.companyIds as Id<"cmp">[],
    startsAt: rule.startsAt?.toISOString() ?? null,
    endsAt: rule.endsAt?.toISOString() ?? null,
    adjustments: [...rule.adjustments],
    rounding: rule.rounding,
    showBefore: rule.showBefore,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  };
}

/** A list as its row, for what is kept of it when it changes. */
export function listRow(list: PriceList): Required<ListRow> {
  return {
    id: list.id,
    name: list.name,
    priority: list.priority,
    market_ids: list.marketIds,
    channels: list.channels,
    customer_groups: list.customerGroups,
    customer_ids: list.customerIds,
    company_ids: list.companyIds,
    starts_at: list.startsAt,
    ends_at: list.endsAt,
    adjustments: list.adjustments,
    rounding: list.rounding,
    show_before: list.showBefore,
  };
}

/** All lists, the highest priority first. */
export async function selectLists(db: Db<"tenant">): Promise<PriceList[]> {
  const rows = await tables(db)
    .selectFrom("price_lists")
    .select(columns)
    .orderBy("priority", "desc")
    .orderBy("name")
    .execute();
  return rows.map(toPriceList);
}

export async function selectList(db: Db<"tenant">, id: string): Promise<PriceList | undefined> {
  const row = await tables(db).selectFrom("price_lists").select(columns).where("id", "=", id).executeTakeFirst();
  return row && toPriceList(row);
}

/** The list, locked against other changes of it and of its prices. */
export async function selectListForUpdate(tx: Tx<"tenant">, id: string): Promise<PriceList | undefined> {
  const row = await tables(tx)
    .selectFrom("price_lists")
    .select(columns)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && toPriceList(row);
}

export async function countLists(db: Db<"tenant">): Promise<number> {
  const row = await tables(db)
    .selectFrom("price_lists")
    .select((eb) => eb.fn.countAll<number>().as("lists"))
    .executeTakeFirstOrThrow();
  return Number(row.lists);
}

const values = (list: PriceList) => ({
  ...listRow(list),
  status: list.status,
  starts_at: list.startsAt === null ? null : new Date(list.startsAt),
  ends_at: list.endsAt === null ? null : new Date(list.endsAt),
  adjustments: JSON.stringify(list.adjustments),
  rounding: JSON.stringify(list.rounding),
  version: list.version,
  updated_at: new Date(list.updatedAt),
});

export async function insertList(tx: Tx<"tenant">, list: PriceList): Promise<void> {
  await tables(tx).insertInto("price_lists").values(values(list)).execute();
}

export async function replaceList(tx: Tx<"tenant">, list: PriceList): Promise<void> {
  await tables(tx).updateTable("price_lists").set(values(list)).where("id", "=", list.id).execute();
}

export async function deleteList(tx: Tx<"tenant">, id: string): Promise<void> {
  await tables(tx).deleteFrom("price_lists").where("id", "=", id).execute();
}

export interface DatedListPrice extends ListPriceEntry {
  readonly updatedAt: Date;
}

/** A list's fixed prices of the variants, locked. */
export async function selectListPricesForUpdate(
  tx: Tx<"tenant">,
  listId: string,
  variantIds: readonly string[],
): Promise<DatedListPrice[]> {
  const rows = await tables(tx)
    .selectFrom("price_list_prices")
    .select([...listPriceColumns, "updated_at"])
    .where((eb) => eb("variant_id", "=", eb.fn.any(eb.val([...variantIds]))))
    .where("list_id", "=", listId)
    .orderBy("variant_id")
    .orderBy("currency")
    .orderBy("min_quantity")
    .forUpdate()
    .execute();
  return rows.map((row) => ({ ...toListPriceEntry(row), updatedAt: row.updated_at }));
}

export const listPriceRow = (price: ListPriceEntry): ListPriceRow => ({
  list_id: price.listId,
  variant_id: price.variantId,
  currency: price.currency,
  min_quantity: price.minQuantity,
  amount: price.amount,
  compare_at: price.compareAt,
  tax_included: price.taxIncluded,
});

export async function upsertListPrices(tx: Tx<"tenant">, prices: readonly ListPriceEntry[], now: Date): Promise<void> {
  if (prices.length === 0) return;
  await tables(tx)
    .insertInto("price_list_prices")
    .values(prices.map((price) => ({ ...listPriceRow(price), updated_at: now })))
    .onConflict((conflict) =>
      conflict.constraint("price_list_prices_pkey").doUpdateSet((eb) => ({
        amount: eb.ref("excluded.amount"),
        compare_at: eb.ref("excluded.compare_at"),
        tax_included: eb.ref("excluded.tax_included"),
        updated_at: eb.ref("excluded.updated_at"),
      })),
    )
    .execute();
}

export async function deleteListPrices(tx: Tx<"tenant">, prices: readonly ListPriceEntry[]): Promise<void> {
  if (prices.length === 0) return;
  await tables(tx)
    .deleteFrom("price_list_prices")
    .where((eb) =>
      eb.or(
        prices.map((price) =>
          eb.and([
            eb("variant_id", "=", price.variantId),
            eb("list_id", "=", price.listId),
            eb("currency", "=", price.currency),
            eb("min_quantity", "=", price.minQuantity),
          ]),
        ),
      ),
    )
    .execute();
}

export interface ListPricePlace {
  readonly variantId: string;
  readonly currency: string;
  readonly minQuantity: number;
}

/** A list's fixed prices after the given place, by variant. */
export async function selectListPrices(
  db: Db<"tenant">,
  listId: string,
  variantIds: readonly string[],
  after: ListPricePlace | null,
  limit: number,
): Promise<ListPrice[]> {
  let query = tables(db)
    .selectFrom("price_list_prices")
    .select(listPriceColumns)
    .where("list_id", "=", listId)
    .orderBy("variant_id")
    .orderBy("currency")
    .orderBy("min_quantity")
    .limit(limit);
  if (variantIds.length > 0) query = query.where((eb) => eb("variant_id", "=", eb.fn.any(eb.val([...variantIds]))));
  if (after !== null) {
    query = query.where((eb) =>
      eb(
        eb.refTuple("variant_id", "currency", "min_quantity"),
        ">",
        eb.tuple(after.variantId, after.currency, after.minQuantity),
      ),
    );
  }
  return (await query.execute()).map(toListPriceEntry).map((price) => ({
    variantId: price.variantId as Id<"var">,
    currency: price.currency,
    minQuantity: price.minQuantity,
    amount: money(price.amount, price.currency),
    compareAt: price.compareAt === null ? null : money(price.compareAt, price.currency),
    taxIncluded: price.taxIncluded,
  }));
}
