import { migration } from "../../platform/migrate.ts";

/** A shop's own schema. */
export const tenantsMigrations = [
  migration(
    "20261122_0010_tenants",
    `
create table {schema}.shop_settings (
  only_row boolean primary key default true check (only_row),
  name text not null check (name <> ''), contact_email text not null,
  default_locale text not null, default_currency char(3) not null,
  prices_include_tax boolean not null default true, legal jsonb not null default '{}',
  version integer not null default 1 check (version > 0), updated_at timestamptz not null);
create table {schema}.api_keys (
  id text primary key, kind text not null check (kind in ('publishable', 'secret')),
  name text not null check (name <> ''), last4 text not null check (length(last4) = 4), hash text not null,
  allowed_origins jsonb not null, version integer not null default 1 check (version > 0),
  created_at timestamptz not null, expires_at timestamptz, revoked_at timestamptz,
  constraint api_keys_secret_without_origins check (kind = 'publishable' or allowed_origins = '[]'::jsonb));
`,
  ),
  migration(
    "20261122_0344_order_status_url",
    `
alter table {schema}.shop_settings add column order_status_url text
  constraint shop_settings_order_status_url check (order_status_url like 'http%{token}%');
`,
  ),
  migration(
    "20261122_0352_time_zone",
    `
alter table {schema}.shop_settings add column time_zone text not null default 'UTC'
  constraint shop_settings_time_zone check (time_zone <> '');
`,
  ),
  migration(
    "20261122_0373_key_channels",
    `
alter table {schema}.api_keys add column channel text not null default 'web'
  constraint api_keys_channel check (channel ~ '^[a-z][a-z0-9_-]{0,29}$');
`,
  ),
  migration(
    "20261122_0441_settings_before",
    `
alter table {schema}.shop_settings add column earlier jsonb not null default '[]'
  constraint shop_settings_earlier check (jsonb_typeof(earlier) = 'array');
`,
  ),
  migration(
    "20261122_0473_shop_payment_methods",
    `alter table {schema}.shop_settings add column payment_methods text[];`,
  ),
];

/** The control plane's directory. */
export const directoryMigrations = [
  migration(
    "20261122_0003_directory",
    `
create table {schema}.tenants (
  id text primary key,
  slug text not null check (slug ~ '^[a-z0-9](-?[a-z0-9])+$' and length(slug) between 3 and 40),
  skeleton text not null, name text not null check (name <> ''),
  region text not null check (region in ('eu', 'us')),
  status text not null check (status in ('provisioning', 'active', 'suspended')),
  schema_name text, contact_email text, default_locale text not null, default_currency char(3) not null,
  version integer not null default 1 check (version > 0),
  pushed_version integer not null default 0 check (pushed_version between 0 and version),
  settings_version integer not null default 1, attempts integer not null default 0,
  next_attempt_at timestamptz not null, created_at timestamptz not null,
  constraint tenants_slug unique (slug), constraint tenants_skeleton unique (skeleton),
  constraint tenants_placed check ((status = 'provisioning') = (schema_name is null)
    and (status = 'provisioning') = (contact_email is not null)));
create index tenants_to_tell on {schema}.tenants (next_attempt_at) where pushed_version < version;
`,
  ),
  migration(
    "20261122_0400_plans_and_closing",
    `
create table {schema}.plans (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{0,29}$'), position integer not null,
  trial boolean not null, limits jsonb not null check (jsonb_typeof(limits) = 'object'));
insert into {schema}.plans (name, position, trial, limits) values
  ('trial', 1, true, '{"requestsPerMinute":600,"jobs":1,"products":100,"storageBytes":104857600,"staff":3,"markets":2}'),
  ('starter', 2, false, '{"requestsPerMinute":1200,"jobs":1,"products":1000,"storageBytes":1073741824,"staff":5,"markets":5}'),
  ('standard', 3, false, '{"requestsPerMinute":6000,"jobs":2,"products":10000,"storageBytes":10737418240,"staff":15,"markets":20}'),
  ('large', 4, false, '{"requestsPerMinute":18000,"jobs":4,"products":100000,"storageBytes":107374182400,"staff":100,"markets":100}'),
  ('unlimited', 5, false, '{"requestsPerMinute":null,"jobs":null,"products":null,"storageBytes":null,"staff":null,"markets":null}');
alter table {schema}.tenants
  add column plan text not null default 'unlimited' constraint tenants_plan references {schema}.plans (name),
  add column overrides jsonb not null default '{}' constraint tenants_overrides check (jsonb_typeof(overrides) = 'object'),
  add column closed_at timestamptz, add column erase_at timestamptz, add column erased_at timestamptz,
  add column certificate jsonb,
  drop constraint tenants_status_check,
  add constraint tenants_status_known check (status in ('provisioning', 'active', 'suspended', 'erased')),
  add constraint tenants_closing check ((closed_at is null) = (erase_at is null)),
  add constraint tenants_erasure check ((status = 'erased') = (erased_at is not null)
    and (status <> 'erased' or closed_at is not null));
create index tenants_to_erase on {schema}.tenants (erase_at) where erase_at is not null and erased_at is null;
`,
  ),
  migration(
    "20261122_0423_suspensions",
    `
alter table {schema}.tenants add column suspended_for text, add column suspended_at timestamptz,
  add constraint tenants_suspended_for
    check (suspended_for in ('unpaid', 'terms', 'legal', 'security', 'request', 'other')),
  add constraint tenants_suspended_since check ((suspended_for is null) = (suspended_at is null));
`,
  ),
  migration(
    "20261122_0410_cells",
    `
alter table {schema}.tenants add column cell text constraint tenants_cell check (cell ~ '^[a-z]{1,4}$');
`,
  ),
  migration(
    "20261122_1102_hibernation",
    `
alter table {schema}.tenants add column hibernate_at timestamptz, add column hibernated_at timestamptz,
  add column hibernation_told_at timestamptz;
create index tenants_resting on {schema}.tenants (region, id)
  where hibernate_at is not null or hibernated_at is not null;
`,
  ),
  migration(
    "20261122_1110_steps_of_tenants",
    `
alter table {schema}.tenants add column step text;
create table {schema}.region_releases (
  region text primary key check (region in ('eu', 'us')), newest_step text not null, asked_at timestamptz not null);
`,
  ),
  migration(
    "20261122_2511_limit_reasons",
    `
alter table {schema}.tenants add column override_reasons jsonb not null default '{}'
  constraint tenants_override_reasons check (jsonb_typeof(override_reasons) = 'object');
`,
  ),
];

/** A region's directory. */
export const regionDirectoryMigrations = [
  migration(
    "20261122_0005_region_directory",
    `
create table {schema}.tenants (
  id text primary key, slug text not null, name text not null, schema_name text not null,
  status text not null check (status in ('active', 'suspended')),
  default_locale text not null, default_currency char(3) not null,
  version integer not null check (version > 0), settings_version integer not null check (settings_version > 0),
  created_at timestamptz not null,
  constraint tenants_slug unique (slug), constraint tenants_schema unique (schema_name));
create table {schema}.api_keys (
  hash text primary key, id text not null, tenant_id text not null references {schema}.tenants (id),
  kind text not null check (kind in ('publishable', 'secret')), allowed_origins jsonb not null,
  version integer not null check (version > 0), expires_at timestamptz, revoked_at timestamptz,
  constraint api_keys_id unique (id));
create table {schema}.spare_schemas (
  schema_name text primary key, state text not null check (state in ('building', 'ready')),
  created_at timestamptz not null);
`,
  ),
  migration(
    "20261122_0360_migration_failures",
    `
create table {schema}.migration_failures (
  schema_name text primary key, step text not null, code text not null,
  attempts integer not null check (attempts > 0), failed_at timestamptz not null);
`,
  ),
  migration(
    "20261122_0374_region_key_channels",
    `
alter table {schema}.api_keys add column channel text not null default 'web';
`,
  ),
  migration(
    "20261122_0422_rollouts",
    `
create table {schema}.schema_steps (
  schema_name text primary key, step text not null, at timestamptz not null);
create table {schema}.migration_runs (
  id text primary key, percent numeric not null check (percent > 0 and percent <= 100),
  all_schemas integer not null, chosen integer not null, changed integer not null, failed integer not null,
  halted boolean not null, started_at timestamptz not null, seen_at timestamptz not null, finished_at timestamptz);
`,
  ),
  migration(
    "20261122_0401_limits_and_closing",
    `
alter table {schema}.tenants
  add column plan text not null default 'unlimited', add column limits jsonb not null default '{}',
  drop constraint tenants_status_check,
  add constraint tenants_status_known check (status in ('active', 'suspended', 'closed', 'erasing'));
`,
  ),
  migration(
    "20261122_0402_exports_and_erasures",
    `
create table {schema}.shop_exports (
  id text primary key, tenant_id text not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0, lease_until timestamptz not null,
  requested_at timestamptz not null, finished_at timestamptz, expires_at timestamptz,
  bytes bigint, sha256 text, rows bigint, pictures bigint,
  constraint shop_exports_done check (state <> 'done' or (finished_at is not null and sha256 is not null)));
create unique index shop_exports_waiting on {schema}.shop_exports (tenant_id) where state = 'waiting';
create table {schema}.shop_erasures (
  tenant_id text primary key, schema_name text not null, cell text not null, begun_at timestamptz not null,
  counted jsonb, finished_at timestamptz,
  constraint shop_erasures_counted check (finished_at is null or counted is not null));
`,
  ),
  migration(
    "20261122_0411_region_cells",
    `
alter table {schema}.tenants
  add column cell text not null default 'a' constraint tenants_cell check (cell ~ '^[a-z]{1,4}$');
alter table {schema}.spare_schemas
  add column cell text not null default 'a' constraint spare_schemas_cell check (cell ~ '^[a-z]{1,4}$'),
  add column tenant_id text, add constraint spare_schemas_claim unique (tenant_id),
  add constraint spare_schemas_claimed_ready check (tenant_id is null or state = 'ready');
`,
  ),
  migration(
    "20261122_1101_region_hibernation",
    `
alter table {schema}.tenants
  add column awake boolean not null default true, add column seen_at timestamptz not null default now();
create index tenants_idle on {schema}.tenants (seen_at);
create table {schema}.hibernations (
  tenant_id text primary key, state text not null check (state in ('falling', 'asleep', 'waking', 'woken')),
  token text, lease_until timestamptz not null, wanted_at timestamptz, asleep_at timestamptz,
  dump jsonb, sealed_key text, building text, building_cell text,
  constraint hibernations_packed
    check (state = 'falling' or (dump is not null and sealed_key is not null and asleep_at is not null)));
create table {schema}.cell_gates (cell text primary key check (cell ~ '^[a-z]{1,4}$'));
`,
  ),
  migration(
    "20261122_1303_region_waiting",
    `
create index hibernations_wanted on {schema}.hibernations (wanted_at) where wanted_at is not null;
create index hibernations_unfinished on {schema}.hibernations (lease_until) where state in ('falling', 'woken');
create index shop_erasures_unfinished on {schema}.shop_erasures (begun_at) where finished_at is null;
`,
  ),
  migration("20261122_2510_region_roused", "alter table {schema}.tenants add column roused_at timestamptz;"),
  migration(
    "20261122_2610_closed_cells",
    `alter table {schema}.cell_gates add column closed boolean not null default false;`,
  ),
];
