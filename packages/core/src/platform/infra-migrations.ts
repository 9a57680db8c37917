import { migration } from "./migrate.ts";

/** The tables behind `read`, `write` and `flow`, the same in every schema. */
export const infraMigrations = [
  migration(
    "20261122_0001_platform",
    `
create table {schema}.audit_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null, hash text not null);
insert into {schema}.audit_head (seq, hash) values (0, '');
create table {schema}.audit_entries (
  seq bigint primary key, at timestamptz not null, actor_kind text not null, actor_id text not null,
  action text not null, subject text not null, details jsonb not null, request_id text not null,
  prev_hash text not null, hash text not null);
revoke update, delete on {schema}.audit_entries from {app};
create table {schema}.idempotency_keys (
  scope text not null, key text not null, fingerprint text not null, flow_id text, answer jsonb,
  created_at timestamptz not null, expires_at timestamptz not null, primary key (scope, key));
create table {schema}.flow_runs (
  id text primary key, name text not null, intent jsonb not null, answer jsonb,
  state text not null check (state in ('started', 'finished')), attempts integer not null default 0,
  lease_until timestamptz not null, created_at timestamptz not null, finished_at timestamptz);
create index flow_runs_started on {schema}.flow_runs (lease_until) where state = 'started';
create table {schema}.outbox_events (
  id text primary key, type text not null, aggregate_id text not null, seq integer not null check (seq > 0),
  payload jsonb not null, created_at timestamptz not null, published_at timestamptz,
  constraint outbox_events_sequence unique (aggregate_id, seq));
create index outbox_events_unpublished on {schema}.outbox_events (id) where published_at is null;
create table {schema}.jobs (
  id text primary key, kind text not null, payload jsonb not null,
  state text not null check (state in ('queued', 'admitted', 'done', 'failed')),
  attempts integer not null default 0, progress jsonb, result jsonb, error_code text,
  run_at timestamptz not null, lease_until timestamptz, created_at timestamptz not null, finished_at timestamptz);
create index jobs_waiting on {schema}.jobs (run_at) where state in ('queued', 'admitted');
`,
  ),
];
