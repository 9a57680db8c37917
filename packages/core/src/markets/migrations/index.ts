import { migration } from "../../platform/migrate.ts";

export const marketsMigrations = [
  migration(
    "20261122_0020_markets",
    `
create table {schema}.markets (
  id text primary key,
  handle text not null constraint markets_handle unique
    constraint markets_handle_shape check (handle ~ '^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$'),
  name text not null,
  status text not null constraint markets_status check (status in ('draft', 'active')),
  countries text[] not null constraint markets_countries check (cardinality(countries) between 1 and 250),
  currency char(3) not null,
  locales text[] not null,
  default_locale text not null constraint markets_default_locale check (default_locale = any (locales)),
  tax_display text not null constraint markets_tax_display check (tax_display in ('inclusive', 'exclusive')),
  price_rounding jsonb not null,
  fx_margin_ppm integer not null constraint markets_fx_margin check (fx_margin_ppm between -500000 and 1000000),
  consent_policy text constraint markets_consent_policy check (consent_policy in ('opt_in', 'opt_out', 'notice')),
  version integer not null constraint markets_version check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null);
create table {schema}.market_countries (
  country char(2) constraint market_countries_pkey primary key,
  market_id text not null references {schema}.markets (id));
`,
  ),
  migration(
    "20261122_0312_market_inheritance",
    `
alter table {schema}.markets alter column tax_display drop not null;
alter table {schema}.markets add column legal jsonb not null default '{}'
  constraint markets_legal check (jsonb_typeof(legal) = 'object');
`,
  ),
  migration(
    "20261122_0371_market_regions",
    `
alter table {schema}.markets
  add column regions text[] not null default '{}',
  add column channels text[] not null default '{}',
  add column payment_methods text[] constraint markets_payment_methods check (cardinality(payment_methods) > 0);
alter table {schema}.market_countries
  add column region text not null default '', add column channel text not null default '',
  drop constraint market_countries_pkey,
  add constraint market_countries_pkey primary key (country, region, channel);
`,
  ),
  migration(
    "20261122_0440_market_shown_before",
    `
alter table {schema}.markets add column earlier jsonb not null default '[]'
  constraint markets_earlier check (jsonb_typeof(earlier) = 'array');
`,
  ),
];
