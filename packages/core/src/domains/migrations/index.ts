import { migration } from "../../platform/migrate.ts";

/** A region's copy of the hosts that it serves, and of those that wait for their proof. */
export const domainsRegionMigrations = [
  migration(
    "20261122_0432_region_domains",
    `
create table {schema}.domains (
  id text primary key, tenant_id text not null references {schema}.tenants (id) on delete cascade,
  host text not null check (host = lower(host) and host ~ '^[a-z0-9.-]+$' and length(host) <= 253),
  slot smallint not null check (slot between 1 and 10), token text not null,
  state text not null check (state in ('pending', 'verified', 'active', 'failed', 'lost', 'removing')),
  problem text, owned boolean not null default false, missing_since timestamptz, pending_since timestamptz not null,
  attempts integer not null default 0, version integer not null default 1,
  checked_at timestamptz, next_check_at timestamptz, created_at timestamptz not null,
  constraint domains_tenant_host unique (tenant_id, host),
  constraint domains_tenant_slot unique (tenant_id, slot),
  constraint domains_proved check (state not in ('verified', 'active') or owned));
create unique index domains_owned on {schema}.domains (host) where owned;
create index domains_due on {schema}.domains (next_check_at) where next_check_at is not null;
`,
  ),
];

/** The control plane's list of owners. */
export const domainsControlMigrations = [
  migration(
    "20261122_0433_control_domains",
    `
create table {schema}.domains (
  host text primary key, tenant_id text not null references {schema}.tenants (id) on delete cascade,
  proved_at timestamptz not null);
create index domains_tenant on {schema}.domains (tenant_id);
`,
  ),
];
