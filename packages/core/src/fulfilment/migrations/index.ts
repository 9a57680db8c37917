import { migration } from "../../platform/migrate.ts";

export const fulfilmentMigrations = [
  migration(
    "20261122_0080_fulfilment",
    `
create table {schema}.shipping_methods (
  id text primary key,
  market_id text not null references {schema}.markets (id),
  names jsonb not null,
  currency char(3) not null,
  price bigint not null constraint shipping_methods_price check (price between 0 and 1000000000000),
  free_above bigint constraint shipping_methods_free_above check (free_above >= 0),
  countries text[] constraint shipping_methods_countries check (cardinality(countries) between 1 and 250),
  min_days smallint constraint shipping_methods_min_days check (min_days >= 0),
  max_days smallint constraint shipping_methods_max_days check (max_days >= min_days),
  tax_class text not null,
  active boolean not null,
  position smallint not null,
  version integer not null constraint shipping_methods_version check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null);
`,
  ),
  migration(
    "20261122_0342_fulfilments",
    `
alter table {schema}.shipping_methods
  add column regions text[] constraint shipping_methods_regions check (cardinality(regions) between 1 and 250),
  add column postal_codes text[]
    constraint shipping_methods_postal_codes check (cardinality(postal_codes) between 1 and 500),
  add column except_postal_codes text[]
    constraint shipping_methods_except_postal_codes check (cardinality(except_postal_codes) between 1 and 500),
  add column max_weight integer constraint shipping_methods_max_weight check (max_weight > 0),
  add column rate_by text constraint shipping_methods_rate_by check (rate_by in ('worth', 'weight')),
  add column rate_steps jsonb,
  add constraint shipping_methods_rates_whole check ((rate_by is null) = (rate_steps is null));
create table {schema}.fulfilments (
  id text primary key,
  order_id text not null constraint fulfilments_order references {schema}.orders (id),
  state text not null constraint fulfilments_state_known check (state in ('shipped', 'delivered', 'cancelled')),
  lines jsonb not null, carrier text, tracking_number text, tracking_url text,
  version integer not null constraint fulfilments_version check (version > 0),
  shipped_at timestamptz not null, delivered_at timestamptz, cancelled_at timestamptz, updated_at timestamptz not null,
  constraint fulfilments_delivered_whole check ((state = 'delivered') = (delivered_at is not null)),
  constraint fulfilments_cancelled_whole check ((state = 'cancelled') = (cancelled_at is not null)));
create index fulfilments_of_order on {schema}.fulfilments (order_id);
`,
  ),
  migration(
    "20261122_0474_shipping_of_the_shop",
    `
alter table {schema}.shipping_methods
  alter column market_id drop not null,
  add column parent_id text
    constraint shipping_methods_parent references {schema}.shipping_methods (id) on delete cascade,
  add column own text[] not null default '{}',
  add constraint shipping_methods_of_market check (parent_id is null or market_id is not null),
  add constraint shipping_methods_override unique (parent_id, market_id);
`,
  ),
  migration(
    // What was not offered in a market goes on not being offered there until the merchant says so.
    "20261122_2520_shipping_converted",
    `
alter table {schema}.shipping_methods add column converts boolean not null default false;
alter table {schema}.shipping_methods alter column converts set default true;
`,
  ),
];
