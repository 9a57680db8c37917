import { migration } from "../../platform/migrate.ts";

export const cartsMigrations = [
  migration(
    "20261122_0110_carts",
    `
create table {schema}.carts (
  id text primary key,
  status text not null constraint carts_status check (status in ('open', 'closed')),
  market_id text not null references {schema}.markets (id),
  locale text not null,
  email text,
  address jsonb constraint carts_address_with_email check ((address is null) = (email is null)),
  shipping_method_id text,
  held jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null);
create table {schema}.cart_lines (
  id text primary key,
  cart_id text not null references {schema}.carts (id) on delete cascade,
  variant_id text not null,
  quantity integer not null constraint cart_lines_quantity check (quantity between 1 and 10000),
  constraint cart_lines_variant unique (cart_id, variant_id));
`,
  ),
  migration("20261122_0301_carts_tax_id", `alter table {schema}.carts add column tax_id jsonb;`),
  migration("20261122_0330_carts_buyer", `alter table {schema}.carts add column customer_id text;`),
  migration(
    "20261122_0322_carts_discounts",
    `alter table {schema}.carts
  add column codes jsonb not null default '[]', add column gift_cards jsonb not null default '[]',
  add column use_store_credit boolean not null default false, add column guesses integer not null default 0;`,
  ),
  migration(
    "20261122_0372_carts_channel",
    `alter table {schema}.carts add column channel text not null default 'web';`,
  ),
  migration("20261122_0380_carts_tax_answer", `alter table {schema}.carts add column tax_answer jsonb;`),
];
