import { migration } from "../../platform/migrate.ts";

/** The platform's operators live in the control plane alone. */
export const operatorMigrations = [
  migration(
    "20261122_0420_operators",
    `
create table {schema}.operators (
  id text primary key, email text not null check (email = lower(email)), name text not null check (name <> ''),
  language text not null, password_hash text, sealed_secret text not null, last_step bigint not null default 0,
  set_up_hash text, set_up_until timestamptz, created_at timestamptz not null, revoked_at timestamptz,
  constraint operators_email unique (email), constraint operators_set_up unique (set_up_hash),
  constraint operators_link_ends check ((set_up_hash is null) = (set_up_until is null)),
  constraint operators_one_way_in check (password_hash is null or set_up_hash is null));
create table {schema}.operator_sessions (
  hash text primary key, operator_id text not null references {schema}.operators (id),
  created_at timestamptz not null, expires_at timestamptz not null);
create index operator_sessions_of_operator on {schema}.operator_sessions (operator_id);
create index audit_entries_of_operators on {schema}.audit_entries (seq)
  where actor_kind = 'operator' or action like 'operators.%';
`,
  ),
];

/** What a region keeps of its workers. */
export const operatorRegionMigrations = [
  migration(
    "20261122_0421_workers",
    `
create table {schema}.workers (
  id text primary key, started_at timestamptz not null, seen_at timestamptz not null, newest_step text not null,
  waiting integer not null check (waiting >= 0), active integer not null check (active >= 0),
  delayed integer not null check (delayed >= 0), failed integer not null check (failed >= 0));
`,
  ),
];
