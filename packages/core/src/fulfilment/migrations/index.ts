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
];
