import type { Kysely } from "kysely";
import type { Tx } from "../../platform/db.ts";
import type { ConsentSnapshot, OrderQuote } from "../schemas.ts";
import type { OrdersTables, StoredTax } from "../tables.ts";

const tables = (tx: Tx<"tenant">): Kysely<OrdersTables> => tx.tables<OrdersTables>();

export interface NewOrder {
  readonly id: string;
  readonly token: string;
  readonly checkoutId: string;
  readonly stockOwner: string;
  readonly customerId: string;
  readonly email: string;
  readonly consent: ConsentSnapshot | null;
  readonly quote: OrderQuote;
  readonly lineIds: readonly string[];
  readonly actorKind: string;
  readonly actorId: string;
  readonly at: Date;
}

const taxesOf = (line: OrderQuote["shipping"] | OrderQuote["lines"][number]): StoredTax[] =>
  line.taxes.map(({ name, ratePpm, amount }) => ({ name, ratePpm, amount: amount.amount }));

function headOf({ quote, ...order }: NewOrder) {
  const { totals, shipping, address } = quote;
  return {
    id: order.id,
    token: order.token,
    cart_id: quote.cartId,
    checkout_id: order.checkoutId,
    stock_owner: order.stockOwner,
    customer_id: order.customerId,
    company_id: quote.company?.id ?? null,
    market_id: quote.marketId,
    market_name: quote.marketName,
    locale: quote.locale,
    currency: quote.currency,
    email: order.email,
    name: address.name,
    country: address.country,
    address: JSON.stringify(address),
    item_count: quote.lines.reduce((sum, line) => sum + line.quantity, 0),
    items_amount: totals.items.amount,
    discount_amount: totals.discount.amount,
    credit_amount: totals.total.amount - quote.due.amount + (quote.paymentRounding?.amount ?? 0),
    shipping_amount: totals.shipping.amount,
    net_amount: totals.net.amount,
    tax_amount: totals.tax.amount,
    total_amount: totals.total.amount,
    tax_included: totals.taxIncluded,
    shipping_name: shipping.name,
    shipping_gross: shipping.gross.amount,
    shipping_taxes: JSON.stringify(taxesOf(shipping)),
    payment_state: "paid" as const,
    fulfilment_state: "unfulfilled" as const,
    consent: order.consent === null ? null : JSON.stringify(order.consent),
    quote: JSON.stringify(quote),
    placed_at: order.at,
    updated_at: order.at,
  };
}

function linesOf({ id, quote, lineIds }: NewOrder) {
  return quote.lines.map((line, position) => ({
    order_id: id,
    position,
    id: lineIds[position] ?? "",
    variant_id: line.variantId,
    product_id: line.productId,
    sku: line.sku,
    title: line.title,
    options: line.optionText,
    quantity: line.quantity,
    unit_amount: line.unitPrice.amount,
    discount_amount: line.discount.amount,
    total_amount: line.total.amount,
    net_amount: line.net.amount,
    tax_amount: line.tax.amount,
    gross_amount: line.gross.amount,
    tax_reason: line.reason,
    taxes: JSON.stringify(taxesOf(line)),
  }));
}

function taxLinesOf({ id, quote }: NewOrder) {
  return quote.taxLines.map((line, position) => ({
    order_id: id,
    position,
    name: line.name,
    rate_ppm: line.ratePpm ?? 0,
    reason: line.reason,
    taxable_amount: line.base.amount,
    tax_amount: line.tax.amount,
  }));
}

/**
 * Writes an order with all that belongs to it in one statement, so that the series of numbers, which every
 * order of the shop waits for, is held as briefly as can be. A number is taken only with its order: no gaps.
 */
export async function insertOrder(tx: Tx<"tenant">, order: NewOrder): Promise<string> {
  const taxLines = taxLinesOf(order);
  const withLines = tables(tx)
    .with("series", (db) =>
      db
        .updateTable("number_series")
        .set((eb) => ({ last: eb("last", "+", 1) }))
        .where("name", "=", "orders")
        .returning("last"),
    )
    .with("placed", (db) =>
      db
        .insertInto("orders")
        .values((eb) => ({
          ...headOf(order),
          number: eb.selectFrom("series").select((series) => series.cast<string>("last", "text").as("number")),
        }))
        .returning("number"),
    )
    .with("lines", (db) => db.insertInto("order_lines").values(linesOf(order)))
    .with("transition", (db) =>
      db.insertInto("order_transitions").values({
        order_id: order.id,
        seq: 1,
        at: order.at,
        aspect: "payment",
        from_state: null,
        to_state: "paid",
        actor_kind: order.actorKind,
        actor_id: order.actorId,
        reason: null,
        // What was paid: with what was rounded, as the provider has it.
        amount: order.quote.totals.total.amount + (order.quote.paymentRounding?.amount ?? 0),
      }),
    );
  const placed =
    taxLines.length === 0
      ? withLines.selectFrom("placed").select("number")
      : withLines
          .with("taxes", (db) => db.insertInto("order_tax_lines").values(taxLines))
          .selectFrom("placed")
          .select("number");
  return (await placed.executeTakeFirstOrThrow()).number;
}
