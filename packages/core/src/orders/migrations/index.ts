import { type Migration, migration } from "../../platform/migrate.ts";

export const ordersMigrations: readonly Migration[] = [
  migration(
    "20261122_0140_orders",
    `
create table {schema}.orders (
  id text primary key, number text not null, token text not null, cart_id text not null, checkout_id text not null,
  stock_owner text not null,
  customer_id text not null constraint orders_customer references {schema}.customers (id),
  market_id text not null, market_name text not null, locale text not null, currency char(3) not null,
  email text not null, name text not null, country char(2) not null, address jsonb not null,
  item_count integer not null constraint orders_item_count_positive check (item_count > 0),
  items_amount bigint not null constraint orders_items_natural check (items_amount >= 0),
  shipping_amount bigint not null constraint orders_shipping_natural check (shipping_amount >= 0),
  net_amount bigint not null constraint orders_net_natural check (net_amount >= 0),
  tax_amount bigint not null constraint orders_tax_natural check (tax_amount >= 0),
  total_amount bigint not null, tax_included boolean not null, shipping_name text not null,
  shipping_gross bigint not null constraint orders_shipping_gross_natural check (shipping_gross >= 0),
  shipping_taxes jsonb not null,
  shipping_refunded bigint not null default 0
    constraint orders_shipping_refunded_within check (shipping_refunded between 0 and shipping_gross),
  refunded_amount bigint not null default 0
    constraint orders_refunded_within check (refunded_amount between 0 and total_amount),
  payment_state text not null constraint orders_payment_state_known
    check (payment_state in ('paid', 'partially_refunded', 'refunded')),
  fulfilment_state text not null constraint orders_fulfilment_state_known
    check (fulfilment_state in ('unfulfilled', 'fulfilled')),
  consent jsonb, quote jsonb not null, version integer not null default 1,
  placed_at timestamptz not null, updated_at timestamptz not null,
  constraint orders_net_and_tax_total check (net_amount + tax_amount = total_amount),
  constraint orders_parts_total check (
    items_amount + shipping_amount + case when tax_included then 0 else tax_amount end = total_amount),
  constraint orders_number_once unique (number),
  constraint orders_token_once unique (token),
  constraint orders_one_per_cart unique (cart_id));
create index orders_of_customer on {schema}.orders (customer_id);
create table {schema}.order_lines (
  order_id text not null constraint order_lines_order references {schema}.orders (id),
  position integer not null, id text not null, variant_id text not null, product_id text not null, sku text,
  title text not null, options text not null,
  quantity integer not null constraint order_lines_quantity_positive check (quantity > 0),
  unit_amount bigint not null constraint order_lines_unit_natural check (unit_amount >= 0),
  total_amount bigint not null, net_amount bigint not null, tax_amount bigint not null, gross_amount bigint not null,
  tax_reason text not null, taxes jsonb not null,
  refunded_quantity integer not null default 0
    constraint order_lines_refunded_quantity_within check (refunded_quantity between 0 and quantity),
  refunded_amount bigint not null default 0
    constraint order_lines_refunded_within check (refunded_amount between 0 and gross_amount),
  constraint order_lines_total check (total_amount = unit_amount * quantity),
  constraint order_lines_net_and_tax check (net_amount + tax_amount = gross_amount),
  primary key (order_id, position));
create table {schema}.order_tax_lines (
  order_id text not null constraint order_tax_lines_order references {schema}.orders (id),
  position integer not null, name text not null,
  rate_ppm integer not null constraint order_tax_lines_rate_natural check (rate_ppm >= 0),
  reason text not null, taxable_amount bigint not null, tax_amount bigint not null,
  primary key (order_id, position));
create table {schema}.order_transitions (
  order_id text not null constraint order_transitions_order references {schema}.orders (id),
  seq integer not null, at timestamptz not null,
  aspect text not null constraint order_transitions_aspect_known check (aspect in ('payment', 'fulfilment', 'refund')),
  from_state text, to_state text not null, actor_kind text not null, actor_id text not null, reason text, amount bigint,
  primary key (order_id, seq));
revoke update, delete on {schema}.order_transitions from {app};
create table {schema}.number_series (
  name text primary key, last bigint not null constraint number_series_natural check (last >= 0));
insert into {schema}.number_series (name, last) values ('orders', 1000);
`,
  ),
  migration(
    "20261122_0341_orders_life",
    `
alter table {schema}.orders add column cancelled_at timestamptz;
alter table {schema}.orders drop constraint orders_fulfilment_state_known;
alter table {schema}.orders add constraint orders_fulfilment_state_known
  check (fulfilment_state in ('unfulfilled', 'partly', 'fulfilled'));
alter table {schema}.orders add constraint orders_cancelled_unfulfilled
  check (cancelled_at is null or fulfilment_state = 'unfulfilled');
alter table {schema}.order_lines add column fulfilled_quantity integer not null default 0;
alter table {schema}.order_lines add column cancelled_quantity integer not null default 0;
alter table {schema}.order_lines add constraint order_lines_pieces_within check (
  fulfilled_quantity >= 0 and cancelled_quantity >= 0 and fulfilled_quantity + cancelled_quantity <= quantity);
alter table {schema}.order_transitions drop constraint order_transitions_aspect_known;
alter table {schema}.order_transitions add constraint order_transitions_aspect_known
  check (aspect in ('payment', 'fulfilment', 'refund', 'cancellation', 'note'));
`,
  ),
  migration(
    "20261122_0324_orders_discounts",
    `
alter table {schema}.orders add column discount_amount bigint not null default 0
  constraint orders_discount_natural check (discount_amount >= 0);
alter table {schema}.orders add column credit_amount bigint not null default 0
  constraint orders_credit_within check (credit_amount between 0 and total_amount);
alter table {schema}.orders drop constraint orders_parts_total;
alter table {schema}.orders add constraint orders_parts_total check (
  items_amount + shipping_amount - discount_amount
    + case when tax_included then 0 else tax_amount end = total_amount);
alter table {schema}.order_lines add column discount_amount bigint not null default 0
  constraint order_lines_discount_within check (discount_amount between 0 and unit_amount * quantity);
alter table {schema}.order_lines drop constraint order_lines_total;
alter table {schema}.order_lines add constraint order_lines_total check (
  total_amount = unit_amount * quantity - discount_amount);
`,
  ),
  migration(
    "20261122_0450_orders_by_day",
    `
create index orders_by_day on {schema}.orders (placed_at);
create index orders_to_send on {schema}.orders (id) where fulfilment_state <> 'fulfilled' and cancelled_at is null;
`,
  ),
  migration(
    "20261122_0472_orders_of_companies",
    `
alter table {schema}.orders add column company_id text;
create index orders_of_company on {schema}.orders (company_id, id) where company_id is not null;
`,
  ),
  // A discount after tax lowers what is paid and not the tax: what is left may be less than the tax.
  migration(
    "20261122_0461_orders_net",
    `
alter table {schema}.orders drop constraint orders_net_natural;
`,
  ),
];
