import { migration } from "../../platform/migrate.ts";

export const taxMigrations = [
  migration(
    "20261122_0070_tax",
    `
create table {schema}.tax_rates (
  id text primary key,
  country char(2) not null,
  region text,
  tax_class text not null,
  name text not null,
  rate_ppm integer not null constraint tax_rates_rate check (rate_ppm between 0 and 1000000),
  reason text not null constraint tax_rates_reason check (reason in
    ('standard', 'reduced', 'zero', 'exempt', 'reverse_charge', 'export', 'not_registered', 'out_of_scope')),
  compound boolean not null,
  priority smallint not null constraint tax_rates_priority check (priority between 1 and 9),
  applies_to_shipping boolean not null,
  valid_from date,
  valid_until date constraint tax_rates_window check (valid_until >= valid_from),
  version integer not null constraint tax_rates_version check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint tax_rates_zero_says_why check ((rate_ppm = 0) = (reason not in ('standard', 'reduced'))),
  constraint tax_rates_once unique nulls not distinct (country, region, tax_class, priority, valid_from));
create table {schema}.tax_settings (
  only_row boolean primary key default true check (only_row),
  rounding_level text not null constraint tax_settings_level check (rounding_level in ('line', 'unit', 'order')),
  rounding_mode text not null constraint tax_settings_mode check (rounding_mode in ('half-up', 'half-even')),
  version integer not null constraint tax_settings_version check (version > 0));
insert into {schema}.tax_settings (rounding_level, rounding_mode, version) values ('line', 'half-up', 1);
`,
  ),
  // Places by postal code, taxes of regions, where the seller is registered.
  migration(
    "20261122_0300_tax_jurisdiction",
    `
alter table {schema}.tax_rates
  add column postal_from text,
  add column postal_until text,
  add column scope text not null default 'any'
    constraint tax_rates_scope check (scope in ('any', 'within_region', 'across_regions')),
  add column regional boolean not null default false,
  add constraint tax_rates_postal check ((postal_from is null) = (postal_until is null) and postal_from <= postal_until),
  drop constraint tax_rates_once,
  add constraint tax_rates_once unique nulls not distinct
    (country, region, tax_class, priority, valid_from, postal_from, scope);
alter table {schema}.tax_settings
  drop constraint tax_settings_mode,
  add constraint tax_settings_mode
    check (rounding_mode in ('half-up', 'half-even', 'half-down', 'down', 'up')),
  add column policy jsonb not null default '{}',
  add column home_country char(2);
`,
  ),
  migration(
    "20261122_0443_union_sales",
    `
alter table {schema}.tax_settings add column union_sales jsonb not null default '{}'
  constraint tax_settings_union_sales check (jsonb_typeof(union_sales) = 'object');
`,
  ),
  // What is being paid just now holds its part of the threshold; what happened when.
  migration(
    "20261122_0460_union_holds",
    `
alter table {schema}.tax_settings
  add column union_holds jsonb not null default '{}'
    constraint tax_settings_union_holds check (jsonb_typeof(union_holds) = 'object'),
  add column union_history jsonb not null default '{}'
    constraint tax_settings_union_history check (jsonb_typeof(union_history) = 'object'),
  add column union_crossings jsonb not null default '{}'
    constraint tax_settings_union_crossings check (jsonb_typeof(union_crossings) = 'object');
`,
  ),
];
