import { migration } from "../../platform/migrate.ts";

// One key serves both uniqueness and every look-up: no further index per tenant.
export const pricingMigrations = [
  migration(
    "20261122_0060_pricing",
    `
create table {schema}.prices (
  variant_id text not null,
  market_id text not null default ''
    constraint prices_market check (market_id = '' or market_id like 'mkt\\_%'),
  currency char(3) not null,
  starts_at timestamptz not null default '1970-01-01T00:00:00Z',
  ends_at timestamptz constraint prices_window check (ends_at > starts_at),
  amount bigint not null constraint prices_amount check (amount between 0 and 1000000000000),
  compare_at bigint constraint prices_compare_at check (compare_at > amount and compare_at <= 1000000000000),
  tax_included boolean,
  updated_at timestamptz not null,
  constraint prices_pkey primary key (variant_id, market_id, currency, starts_at));
create table {schema}.exchange_rates (
  base char(3) not null,
  quote char(3) not null constraint exchange_rates_pair check (quote <> base),
  day date not null,
  source text not null constraint exchange_rates_source check (source in ('manual', 'ecb')),
  rate text not null
    constraint exchange_rates_rate check (rate ~ '^[0-9]{1,12}(\\.[0-9]{1,12})?$' and rate ~ '[1-9]'),
  created_at timestamptz not null,
  constraint exchange_rates_pkey primary key (base, quote, day, source));
`,
  ),
];
