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
  migration(
    "20261122_0331_accounts",
    `
alter table {schema}.customers
  add column groups text[] not null default '{}',
  add column tax_status text not null default 'consumer'
    constraint customers_tax_status_known check (tax_status in ('consumer', 'business', 'exempt')),
  add column tax_evidence text,
  add column company text,
  add column tax_id text,
  add column phone text,
  add column addresses jsonb not null default '[]'
    constraint customers_addresses_few check (jsonb_array_length(addresses) <= 30),
  add column marketing jsonb not null default '[]',
  add column password_hash text,
  add column registered_at timestamptz,
  add column erased_at timestamptz,
  add column version integer not null default 1,
  add constraint customers_account_whole check ((password_hash is null) = (registered_at is null)),
  add constraint customers_erased_closed check (erased_at is null or password_hash is null);
create table {schema}.customer_groups (
  handle text primary key constraint customer_groups_handle_form check (handle ~ '^[a-z0-9][a-z0-9_-]*$'),
  name text not null, version integer not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null);
create table {schema}.customer_secrets (
  hash text primary key,
  kind text not null constraint customer_secrets_kind_known check (kind in ('session', 'verify', 'reset', 'notice')),
  customer_id text references {schema}.customers (id) on delete cascade,
  email text, details jsonb,
  created_at timestamptz not null, expires_at timestamptz not null,
  constraint customer_secrets_of_somebody check (
    (kind = 'session' and customer_id is not null and email is null and details is null)
    or (kind <> 'session' and customer_id is null and email is not null and details is not null)));
create index customer_secrets_of_customer on {schema}.customer_secrets (customer_id);
`,
  ),
  migration(
    "20261122_0470_companies",
    `
create table {schema}.companies (
  id text primary key,
  name text not null,
  status text not null constraint companies_status_known check (status in ('active', 'inactive')),
  tax_id jsonb, billing_address jsonb, note text,
  version integer not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null);
alter table {schema}.customers
  add column company_id text constraint customers_company references {schema}.companies (id) on delete set null;
create index customers_of_company on {schema}.customers (company_id) where company_id is not null;
`,
  ),
];
