import { type Migration, migration } from "../../platform/migrate.ts";

export const customersMigrations: readonly Migration[] = [
  migration(
    "20261122_0090_customers",
    `
create table {schema}.customers (
  id text primary key,
  email text not null constraint customers_email_folded check (email = lower(email)),
  name text not null, locale text not null,
  orders_count integer not null default 0 constraint customers_orders_count_natural check (orders_count >= 0),
  last_order_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  constraint customers_email_once unique (email));
`,
  ),
];
