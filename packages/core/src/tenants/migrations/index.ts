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
];
