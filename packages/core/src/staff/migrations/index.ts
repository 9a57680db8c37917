import { migration } from "../../platform/migrate.ts";

/** Staff identity lives in the control plane alone. */
export const staffMigrations = [
  migration(
    "20261122_0004_staff",
    `
create table {schema}.users (
  id text primary key, email text not null check (email = lower(email)), name text not null check (name <> ''),
  password_hash text, email_verified_at timestamptz, operator boolean not null default false,
  language text not null, created_at timestamptz not null,
  constraint users_email unique (email));
create table {schema}.sessions (
  hash text primary key, user_id text not null references {schema}.users (id),
  created_at timestamptz not null, expires_at timestamptz not null);
create index sessions_of_user on {schema}.sessions (user_id);
create table {schema}.memberships (
  id text primary key, user_id text not null references {schema}.users (id),
  tenant_id text not null references {schema}.tenants (id),
  role text not null check (role in ('owner', 'admin', 'editor', 'support', 'viewer')),
  created_at timestamptz not null,
  constraint memberships_once unique (user_id, tenant_id));
create index memberships_of_tenant on {schema}.memberships (tenant_id);
create table {schema}.invitations (
  id text primary key, tenant_id text not null references {schema}.tenants (id),
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'editor', 'support', 'viewer')),
  invited_by text not null references {schema}.users (id),
  created_at timestamptz not null, expires_at timestamptz not null,
  constraint invitations_once unique (tenant_id, email));
create table {schema}.tokens (
  hash text primary key, kind text not null check (kind in ('verify_email', 'reset_password', 'invitation')),
  user_id text references {schema}.users (id),
  invitation_id text references {schema}.invitations (id) on delete cascade,
  created_at timestamptz not null, expires_at timestamptz not null,
  constraint tokens_for_one check ((kind = 'invitation') = (invitation_id is not null)
    and (kind <> 'invitation') = (user_id is not null)));
create index tokens_of_user on {schema}.tokens (user_id) where user_id is not null;
create table {schema}.rate_limits (
  key text primary key, hits integer not null check (hits > 0), resets_at timestamptz not null);
create table {schema}.queued_mails (
  id text primary key,
  kind text not null check (kind in ('verify_email', 'reset_password', 'invitation', 'already_registered')),
  email text not null, language text not null,
  invitation_id text references {schema}.invitations (id) on delete cascade,
  attempts integer not null default 0, state text not null check (state in ('queued', 'failed')),
  run_at timestamptz not null, created_at timestamptz not null,
  constraint queued_mails_invitation check ((kind = 'invitation') = (invitation_id is not null)));
create index queued_mails_waiting on {schema}.queued_mails (run_at) where state = 'queued';
create table {schema}.token_revocations (
  tenant_id text not null, user_id text not null, at timestamptz not null, pushed boolean not null,
  primary key (tenant_id, user_id));
create index token_revocations_waiting on {schema}.token_revocations (at) where not pushed;
`,
  ),
  migration(
    "20261122_0350_second_factor",
    `
create table {schema}.second_factors (
  user_id text primary key references {schema}.users (id), sealed_secret text not null, confirmed_at timestamptz,
  last_step bigint not null, created_at timestamptz not null);
create table {schema}.recovery_codes (
  user_id text not null references {schema}.second_factors (user_id) on delete cascade, hash text not null,
  primary key (user_id, hash));
create table {schema}.second_factor_policies (
  tenant_id text primary key references {schema}.tenants (id), since timestamptz not null);
`,
  ),
  migration(
    "20261122_0351_translators",
    `
alter table {schema}.memberships add column locales text[], drop constraint memberships_role_check,
  add constraint memberships_role_known
    check (role in ('owner', 'admin', 'editor', 'support', 'viewer', 'translator')),
  add constraint memberships_locales check ((role = 'translator') = (locales is not null));
alter table {schema}.invitations add column locales text[], drop constraint invitations_role_check,
  add constraint invitations_role_known
    check (role in ('owner', 'admin', 'editor', 'support', 'viewer', 'translator')),
  add constraint invitations_locales check ((role = 'translator') = (locales is not null));
`,
  ),
  migration(
    "20261122_1103_shop_mails",
    `
alter table {schema}.queued_mails add column tenant_id text, drop constraint queued_mails_kind_check,
  add constraint queued_mails_kind_known check (kind in
    ('verify_email', 'reset_password', 'invitation', 'already_registered', 'hibernation_ahead', 'hibernated')),
  add constraint queued_mails_tenant check ((kind in ('hibernation_ahead', 'hibernated')) = (tenant_id is not null));
`,
  ),
];

/** What a region needs to refuse the tokens of somebody who logged out or lost a role. */
export const staffRegionMigrations = [
  migration(
    "20261122_0006_staff_region",
    `
create table {schema}.token_revocations (
  tenant_id text not null, user_id text not null, at timestamptz not null, primary key (tenant_id, user_id));
`,
  ),
  migration(
    "20261122_2400_newest_token",
    `
create table {schema}.newest_token (id integer primary key check (id = 1), issued_at timestamptz not null);
`,
  ),
];
