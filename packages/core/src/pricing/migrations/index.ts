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
  // The keys begin with what the hottest question knows, the variants; versions serve one question, rarely.
  migration(
    "20261122_0310_price_lists",
    `
delete from {schema}.prices p where not exists (select from {schema}.variants v where v.id = p.variant_id);
alter table {schema}.prices add constraint prices_variant
  foreign key (variant_id) references {schema}.variants (id) on delete cascade;
create table {schema}.price_lists (
  id text constraint price_lists_pkey primary key,
  name text not null constraint price_lists_name unique,
  status text not null constraint price_lists_status check (status in ('draft', 'active')),
  priority integer not null constraint price_lists_priority check (priority >= 0),
  market_ids text[] not null, channels text[] not null,
  customer_groups text[] not null, customer_ids text[] not null,
  starts_at timestamptz, ends_at timestamptz constraint price_lists_window check (ends_at > starts_at),
  adjustments jsonb not null constraint price_lists_adjustments check (jsonb_typeof(adjustments) = 'array'),
  rounding jsonb not null, show_before boolean not null,
  version integer not null constraint price_lists_version check (version > 0),
  updated_at timestamptz not null);
create table {schema}.price_list_prices (
  variant_id text not null constraint price_list_prices_variant references {schema}.variants (id) on delete cascade,
  list_id text not null constraint price_list_prices_list references {schema}.price_lists (id) on delete cascade,
  currency char(3) not null,
  min_quantity integer not null constraint price_list_prices_quantity check (min_quantity between 1 and 10000),
  amount bigint not null constraint price_list_prices_amount check (amount between 0 and 1000000000000),
  compare_at bigint constraint price_list_prices_compare_at check (compare_at > amount and compare_at <= 1000000000000),
  tax_included boolean,
  updated_at timestamptz not null,
  constraint price_list_prices_pkey primary key (variant_id, list_id, currency, min_quantity));
create table {schema}.sale_exclusions (
  variant_id text not null constraint sale_exclusions_variant references {schema}.variants (id) on delete cascade,
  market_id text not null constraint sale_exclusions_market references {schema}.markets (id) on delete cascade,
  updated_at timestamptz not null,
  constraint sale_exclusions_pkey primary key (variant_id, market_id));
create table {schema}.price_versions (
  subject text not null,
  kind text not null constraint price_versions_kind check (kind in ('price', 'list', 'list_price', 'exclusion', 'rate')),
  place text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null constraint price_versions_span check (valid_to > valid_from),
  content jsonb not null,
  constraint price_versions_pkey primary key (subject, kind, place, valid_to));
create table {schema}.rate_schedule (
  only_row boolean constraint rate_schedule_pkey primary key default true constraint rate_schedule_one check (only_row),
  enabled boolean not null,
  next_at timestamptz,
  last_day date, last_tried_at timestamptz,
  failures integer not null default 0 constraint rate_schedule_failures check (failures >= 0));
`,
  ),
  migration(
    "20261122_0471_price_lists_of_companies",
    `alter table {schema}.price_lists add column company_ids text[] not null default '{}';`,
  ),
];
