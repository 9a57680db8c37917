import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Db } from "../../platform/db.ts";
import type { TaxReason } from "../../tax/schemas.ts";
import type { OrdersTables, StoredTax } from "../tables.ts";

/** What the orders of a period bore, summed by whose tax it is, by tax, rate and reason. Minor units. */
export async function taxesSold(db: Db<"tenant">, from: Date, until: Date) {
  const rows = await db
    .tables<OrdersTables>()
    .selectFrom("orders")
    .innerJoin("order_tax_lines", "order_tax_lines.order_id", "orders.id")
    .select((eb) => [
      eb.ref("quote", "->>").key("trace").key("destination").key("country").as("tax_country"),
      eb.ref("quote", "->>").key("trace").key("destination").key("region").as("tax_region"),
      eb.ref("quote", "->>").key("trace").key("decision").key("mechanism").as("mechanism"),
      "orders.currency",
      "order_tax_lines.name",
      "rate_ppm",
      "reason",
      eb.fn.sum<string>("taxable_amount").as("taxable"),
      eb.fn.sum<string>("order_tax_lines.tax_amount").as("tax"),
    ])
    .where("placed_at", ">=", from)
    .where("placed_at", "<", until)
    .groupBy([
      "tax_country",
      "tax_region",
      "mechanism",
      "orders.currency",
      "order_tax_lines.name",
      "rate_ppm",
      "reason",
    ])
    .execute();
  return rows.map((row) => ({
    country: row.tax_country,
    region: row.tax_region,
    mechanism: row.mechanism ?? null,
    currency: row.currency as ActiveCurrencyCode,
    name: row.name,
    ratePpm: row.rate_ppm,
    reason: row.reason as TaxReason,
    taxable: Number(row.taxable),
    tax: Number(row.tax),
  }));
}

/** How an order was taxed, for what is given back of it. */
export interface OrderTaxes {
  readonly country: string;
  readonly region: string | null;
  readonly mechanism: string | null;
  readonly currency: ActiveCurrencyCode;
  readonly placedAt: Date;
  readonly shipping: { readonly reason: TaxReason; readonly taxes: readonly StoredTax[] };
  readonly lines: ReadonlyMap<string, { readonly reason: TaxReason; readonly taxes: readonly StoredTax[] }>;
}

export async function taxesOfOrders(db: Db<"tenant">, ids: readonly string[]): Promise<Map<string, OrderTaxes>> {
  const rows = await db
    .tables<OrdersTables>()
    .selectFrom("orders")
    .innerJoin("order_lines", "order_lines.order_id", "orders.id")
    .select((eb) => [
      "orders.id",
      eb.ref("quote", "->>").key("trace").key("destination").key("country").as("tax_country"),
      eb.ref("quote", "->>").key("trace").key("destination").key("region").as("tax_region"),
      eb.ref("quote", "->>").key("trace").key("decision").key("mechanism").as("mechanism"),
      eb.ref("quote", "->>").key("shipping").key("reason").as("shipping_reason"),
      "orders.currency",
      "placed_at",
      "shipping_taxes",
      "order_lines.id as line_id",
      "tax_reason",
      "taxes",
    ])
    .where((eb) => eb("orders.id", "=", eb.fn.any(eb.val([...ids]))))
    .execute();
  const orders = Map.groupBy(rows, (row) => row.id);
  return new Map(
    [...orders].flatMap(([id, lines]): [string, OrderTaxes][] => {
      const [first] = lines;
      if (first === undefined) return [];
      return [
        [
          id,
          {
            country: first.tax_country,
            region: first.tax_region,
            mechanism: first.mechanism ?? null,
            currency: first.currency as ActiveCurrencyCode,
            placedAt: first.placed_at,
            shipping: { reason: first.shipping_reason, taxes: first.shipping_taxes },
            lines: new Map(
              lines.map((line) => [line.line_id, { reason: line.tax_reason as TaxReason, taxes: line.taxes }]),
            ),
          },
        ],
      ];
    }),
  );
}
