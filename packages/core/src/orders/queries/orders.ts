import type { Kysely, Selectable } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import { type Money, money } from "../../kernel/money.ts";
import { toInstant } from "../../kernel/time.ts";
import type { Db } from "../../platform/db.ts";
import type {
  OrderFulfilmentState,
  OrderLine,
  OrderPaymentState,
  OrderSummary,
  OrderTaxLine,
  OrderTransition,
} from "../schemas.ts";
import type { OrdersTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<OrdersTables> => db.tables<OrdersTables>();

const summaryColumns = [
  "id",
  "number",
  "placed_at",
  "customer_id",
  "email",
  "name",
  "country",
  "item_count",
  "currency",
  "total_amount",
  "refunded_amount",
  "payment_state",
  "fulfilment_state",
] as const;

const headColumns = [
  ...summaryColumns,
  "token",
  "checkout_id",
  "stock_owner",
  "market_id",
  "market_name",
  "locale",
  "address",
  "items_amount",
  "shipping_amount",
  "tax_amount",
  "tax_included",
  "shipping_name",
  "shipping_gross",
  "shipping_taxes",
  "shipping_refunded",
  "consent",
  "quote",
  "version",
] as const;

const lineColumns = [
  "id",
  "variant_id",
  "product_id",
  "sku",
  "title",
  "options",
  "quantity",
  "unit_amount",
  "total_amount",
  "tax_amount",
  "gross_amount",
  "taxes",
  "refunded_quantity",
  "refunded_amount",
] as const;

const taxColumns = ["name", "rate_ppm", "reason", "taxable_amount", "tax_amount"] as const;

/** An order with its lines and taxes; `Money` of its columns is made with `inCurrency`. */
export type OrderRow = Pick<Selectable<OrdersTables["orders"]>, (typeof headColumns)[number]> & {
  readonly lines: readonly LineRow[];
  readonly tax_lines: readonly Pick<Selectable<OrdersTables["order_tax_lines"]>, (typeof taxColumns)[number]>[];
};
export type LineRow = Pick<Selectable<OrdersTables["order_lines"]>, (typeof lineColumns)[number]>;
type SummaryRow = Pick<OrderRow, (typeof summaryColumns)[number]>;

export function inCurrency(order: { readonly currency: string }): (amount: number) => Money<ActiveCurrencyCode> {
  return (amount) => money(amount, order.currency as ActiveCurrencyCode);
}

export function toSummary(row: SummaryRow): OrderSummary {
  const amount = inCurrency(row);
  return {
    id: row.id as Id<"ord">,
    number: row.number,
    placedAt: toInstant(row.placed_at),
    customerId: row.customer_id as Id<"cus">,
    email: row.email,
    name: row.name,
    country: row.country as OrderSummary["country"],
    itemCount: row.item_count,
    total: amount(row.total_amount),
    refunded: amount(row.refunded_amount),
    paymentState: row.payment_state,
    fulfilmentState: row.fulfilment_state,
  };
}

export function toLine(row: LineRow, amount: (minor: number) => Money<ActiveCurrencyCode>): OrderLine {
  return {
    id: row.id as Id<"oln">,
    variantId: row.variant_id as Id<"var">,
    productId: row.product_id as Id<"prd">,
    sku: row.sku,
    title: row.title,
    options: row.options,
    quantity: row.quantity,
    unitPrice: amount(row.unit_amount),
    lineTotal: amount(row.total_amount),
    tax: amount(row.tax_amount),
    gross: amount(row.gross_amount),
    refundedQuantity: row.refunded_quantity,
    refunded: amount(row.refunded_amount),
  };
}

export function toTaxLines(order: Pick<OrderRow, "currency" | "tax_lines">): OrderTaxLine[] {
  const amount = inCurrency(order);
  return order.tax_lines.map((row) => ({
    name: row.name,
    ratePpm: row.rate_ppm,
    reason: row.reason,
    taxable: amount(row.taxable_amount),
    tax: amount(row.tax_amount),
  }));
}

/** In one statement. */
export async function orderBy(db: Db<"tenant">, key: "id" | "token", value: string): Promise<OrderRow | undefined> {
  return tables(db)
    .selectFrom("orders")
    .select(headColumns)
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom("order_lines as l")
          .select(lineColumns)
          .whereRef("l.order_id", "=", "orders.id")
          .orderBy("l.position"),
      ).as("lines"),
      jsonArrayFrom(
        eb
          .selectFrom("order_tax_lines as t")
          .select(taxColumns)
          .whereRef("t.order_id", "=", "orders.id")
          .orderBy("t.position"),
      ).as("tax_lines"),
    ])
    .where(key, "=", value)
    .executeTakeFirst();
}

export async function transitionsOf(
  db: Db<"tenant">,
  order: Pick<OrderRow, "id" | "currency">,
): Promise<OrderTransition[]> {
  const rows = await tables(db)
    .selectFrom("order_transitions")
    .select(["seq", "at", "aspect", "from_state", "to_state", "actor_kind", "actor_id", "reason", "amount"])
    .where("order_id", "=", order.id)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: toInstant(row.at),
    aspect: row.aspect,
    from: row.from_state,
    to: row.to_state,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    reason: row.reason,
    amount: row.amount === null ? null : inCurrency(order)(row.amount),
  }));
}

export interface OrderFilter {
  readonly text: string | null;
  readonly paymentState: OrderPaymentState | null;
  readonly fulfilmentState: OrderFulfilmentState | null;
  readonly customerId: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly before: string | null;
  readonly limit: number;
}

/** Newest first, by id: ids are ordered by time. */
export async function findOrders(db: Db<"tenant">, filter: OrderFilter): Promise<OrderSummary[]> {
  let query = tables(db).selectFrom("orders").select(summaryColumns).orderBy("id", "desc").limit(filter.limit);
  if (filter.before !== null) query = query.where("id", "<", filter.before);
  if (filter.paymentState !== null) query = query.where("payment_state", "=", filter.paymentState);
  if (filter.fulfilmentState !== null) query = query.where("fulfilment_state", "=", filter.fulfilmentState);
  if (filter.customerId !== null) query = query.where("customer_id", "=", filter.customerId);
  if (filter.from !== null) query = query.where("placed_at", ">=", filter.from);
  if (filter.until !== null) query = query.where("placed_at", "<", filter.until);
  if (filter.text !== null && filter.text !== "") {
    const text = filter.text;
    const pattern = text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
    query = query.where((eb) =>
      eb.or([
        eb("number", "=", text.replace(/^#/, "")),
        eb("email", "like", `${pattern}%`),
        eb("name", "ilike", `%${pattern}%`),
      ]),
    );
  }
  return (await query.execute()).map(toSummary);
}
