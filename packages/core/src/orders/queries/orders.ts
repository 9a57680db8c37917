import type { ExpressionBuilder, Kysely, Selectable } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import { type Money, money } from "../../kernel/money.ts";
import { toInstant } from "../../kernel/time.ts";
import type { Db } from "../../platform/db.ts";
import { type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
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
  "cancelled_at",
  "market_name",
] as const;

const headColumns = [
  ...summaryColumns,
  "token",
  "cart_id",
  "checkout_id",
  "stock_owner",
  "market_id",
  "locale",
  "address",
  "items_amount",
  "discount_amount",
  "credit_amount",
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
  "discount_amount",
  "total_amount",
  "tax_amount",
  "gross_amount",
  "taxes",
  "refunded_quantity",
  "refunded_amount",
  "fulfilled_quantity",
  "cancelled_quantity",
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
    cancelledAt: row.cancelled_at === null ? null : toInstant(row.cancelled_at),
    marketName: row.market_name,
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
    discount: amount(row.discount_amount),
    lineTotal: amount(row.total_amount),
    tax: amount(row.tax_amount),
    gross: amount(row.gross_amount),
    refundedQuantity: row.refunded_quantity,
    refunded: amount(row.refunded_amount),
    fulfilledQuantity: row.fulfilled_quantity,
    cancelledQuantity: row.cancelled_quantity,
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

type OrderKey = "id" | "token" | "checkout_id";

/** In one statement. */
export function orderBy(db: Db<"tenant">, key: OrderKey, value: string): Promise<OrderRow | undefined> {
  return readPart(db, orderPart(key, value));
}

/** The id of that order, for others to read what belongs to it in the same statement. */
export const orderIdBy = piece((own: Kysely<OrdersTables>, { value }: Given<{ value: string }>, key: OrderKey) =>
  own.selectFrom("orders").select("id").where(key, "=", value).$asScalar(),
);

const by = piece((own: Kysely<OrdersTables>, { value }: Given<{ value: string }>, key: OrderKey) =>
  own
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
    .where(key, "=", value),
);

/** The same, to be read with others. */
export function orderPart(key: OrderKey, value: string): Part<OrderRow | undefined> {
  return part(
    by({ value }, key),
    ([row]) =>
      row && {
        ...row,
        placed_at: new Date(row.placed_at),
        cancelled_at: row.cancelled_at === null ? null : new Date(row.cancelled_at),
      },
  );
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

/** Waits to be sent, wholly or in part. */
export const isOpen = (eb: ExpressionBuilder<OrdersTables, "orders">) =>
  eb.and([
    eb("fulfilment_state", "!=", "fulfilled"),
    eb("cancelled_at", "is", null),
    eb("payment_state", "!=", "refunded"),
  ]);

export interface OrderFilter {
  readonly text: string | null;
  readonly paymentState: OrderPaymentState | null;
  readonly fulfilmentState: OrderFulfilmentState | "open" | null;
  readonly customerId: string | null;
  readonly companyId: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly marketId: string | null;
  readonly cancelled: boolean | null;
  readonly sort: "newest" | "oldest" | "highest" | "lowest";
  /** The last row of the page before: its total in minor units, and its id. */
  readonly after: readonly [total: number, id: string] | null;
  readonly limit: number;
}

/** By id, as ids are ordered by time, or by total. */
export async function findOrders(db: Db<"tenant">, filter: OrderFilter): Promise<OrderSummary[]> {
  const rising = filter.sort === "oldest" || filter.sort === "lowest";
  const direction = rising ? "asc" : "desc";
  const byTotal = filter.sort === "highest" || filter.sort === "lowest";
  let query = tables(db).selectFrom("orders").select(summaryColumns).limit(filter.limit);
  query = byTotal ? query.orderBy("total_amount", direction).orderBy("id", direction) : query.orderBy("id", direction);
  if (filter.after !== null) {
    const [total, id] = filter.after;
    const beyond = rising ? ">" : "<";
    query = byTotal
      ? query.where((eb) => eb(eb.refTuple("total_amount", "id"), beyond, eb.tuple(total, id)))
      : query.where("id", beyond, id);
  }
  if (filter.marketId !== null) query = query.where("market_id", "=", filter.marketId);
  if (filter.cancelled !== null) query = query.where("cancelled_at", filter.cancelled ? "is not" : "is", null);
  if (filter.paymentState !== null) query = query.where("payment_state", "=", filter.paymentState);
  if (filter.fulfilmentState === "open") query = query.where(isOpen);
  else if (filter.fulfilmentState !== null) query = query.where("fulfilment_state", "=", filter.fulfilmentState);
  if (filter.customerId !== null) query = query.where("customer_id", "=", filter.customerId);
  if (filter.companyId !== null) query = query.where("company_id", "=", filter.companyId);
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

/** The id of a customer's order, by its number. */
export async function ownOrderId(db: Db<"tenant">, customerId: Id<"cus">, number: string) {
  const row = await tables(db)
    .selectFrom("orders")
    .select("id")
    .where("number", "=", number)
    .where("customer_id", "=", customerId)
    .executeTakeFirst();
  return row && (row.id as Id<"ord">);
}
