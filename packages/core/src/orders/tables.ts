import type { ColumnType, Generated } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type {
  ConsentSnapshot,
  OrderAddress,
  OrderAspect,
  OrderFulfilmentState,
  OrderPaymentState,
  OrderQuote,
} from "./schemas.ts";

type Json<T> = ColumnType<T, string, string>;

/** A tax of one line: how much of the line's tax is this one. */
export interface StoredTax {
  readonly name: string;
  readonly ratePpm: number;
  readonly amount: number;
}

export interface OrdersTables {
  orders: {
    id: string;
    number: string;
    token: string;
    cart_id: string;
    checkout_id: string;
    /** Under which owner the stock is committed. */
    stock_owner: string;
    customer_id: string;
    /** The company that the customer bought for; what is known of it is in the quote. */
    company_id: ColumnType<string | null, string | null | undefined, never>;
    market_id: string;
    market_name: string;
    locale: string;
    currency: string;
    email: string;
    name: string;
    country: string;
    address: Json<OrderAddress>;
    item_count: number;
    items_amount: number;
    /** All that promotions took off, lines and shipping, as prices are shown. */
    discount_amount: Generated<number>;
    /** What of the total gift cards and store credit paid. */
    credit_amount: Generated<number>;
    shipping_amount: number;
    net_amount: number;
    tax_amount: number;
    total_amount: number;
    tax_included: boolean;
    shipping_name: string;
    shipping_gross: number;
    shipping_taxes: Json<StoredTax[]>;
    shipping_refunded: Generated<number>;
    refunded_amount: Generated<number>;
    payment_state: OrderPaymentState;
    fulfilment_state: OrderFulfilmentState;
    /** Set when the whole order was cancelled; a rest that was cancelled shows in the lines. */
    cancelled_at: Date | null;
    consent: Json<ConsentSnapshot> | null;
    quote: Json<OrderQuote>;
    version: Generated<number>;
    placed_at: Date;
    updated_at: Date;
  };
  order_lines: {
    order_id: string;
    position: number;
    id: string;
    variant_id: string;
    product_id: string;
    sku: string | null;
    title: string;
    options: string;
    quantity: number;
    unit_amount: number;
    discount_amount: Generated<number>;
    total_amount: number;
    net_amount: number;
    tax_amount: number;
    gross_amount: number;
    tax_reason: string;
    taxes: Json<StoredTax[]>;
    refunded_quantity: Generated<number>;
    refunded_amount: Generated<number>;
    fulfilled_quantity: Generated<number>;
    cancelled_quantity: Generated<number>;
  };
  order_tax_lines: {
    order_id: string;
    position: number;
    name: string;
    rate_ppm: number;
    reason: string;
    taxable_amount: number;
    tax_amount: number;
  };
  order_transitions: {
    order_id: string;
    seq: number;
    at: Date;
    aspect: OrderAspect;
    from_state: string | null;
    to_state: string;
    actor_kind: string;
    actor_id: string;
    reason: string | null;
    amount: number | null;
  };
  number_series: { name: string; last: number };
}

const invoice = personal("customer", "invoice");

export const ordersDeclarations = declareTables<OrdersTables>({
  orders: {
    id: "none",
    number: "none",
    token: invoice,
    cart_id: "none",
    checkout_id: "none",
    stock_owner: "none",
    customer_id: invoice,
    company_id: "none",
    market_id: "none",
    market_name: "none",
    locale: "none",
    currency: "none",
    email: invoice,
    name: invoice,
    country: invoice,
    address: invoice,
    item_count: "none",
    items_amount: "none",
    discount_amount: "none",
    credit_amount: "none",
    shipping_amount: "none",
    net_amount: "none",
    tax_amount: "none",
    total_amount: "none",
    tax_included: "none",
    shipping_name: "none",
    shipping_gross: "none",
    shipping_taxes: "none",
    shipping_refunded: "none",
    refunded_amount: "none",
    payment_state: "none",
    fulfilment_state: "none",
    cancelled_at: "none",
    consent: personal("visitor", "consent"),
    quote: invoice,
    version: "none",
    placed_at: "none",
    updated_at: "none",
  },
  order_lines: {
    order_id: "none",
    position: "none",
    id: "none",
    variant_id: "none",
    product_id: "none",
    sku: "none",
    title: "none",
    options: "none",
    quantity: "none",
    unit_amount: "none",
    discount_amount: "none",
    total_amount: "none",
    net_amount: "none",
    tax_amount: "none",
    gross_amount: "none",
    tax_reason: "none",
    taxes: "none",
    refunded_quantity: "none",
    refunded_amount: "none",
    fulfilled_quantity: "none",
    cancelled_quantity: "none",
  },
  order_tax_lines: {
    order_id: "none",
    position: "none",
    name: "none",
    rate_ppm: "none",
    reason: "none",
    taxable_amount: "none",
    tax_amount: "none",
  },
  order_transitions: {
    order_id: "none",
    seq: "none",
    at: "none",
    aspect: "none",
    from_state: "none",
    to_state: "none",
    actor_kind: "none",
    actor_id: personal("staff", "invoice"),
    reason: invoice,
    amount: "none",
  },
  number_series: { name: "none", last: "none" },
});
