import { type Migration, migration } from "../../platform/migrate.ts";

export const consentMigrations: readonly Migration[] = [
  migration(
    "20261122_0100_consent",
    `
create table {schema}.consent_subjects (
  id text primary key, seq integer not null constraint consent_subjects_seq_natural check (seq >= 0),
  hash text not null, created_at timestamptz not null, updated_at timestamptz not null);
revoke delete on {schema}.consent_subjects from {app};
create table {schema}.consent_entries (
  id text primary key,
  subject_id text not null constraint consent_entries_subject references {schema}.consent_subjects (id),
  seq integer not null constraint consent_entries_seq_positive check (seq > 0), at timestamptz not null,
  market_id text not null,
  policy text not null constraint consent_entries_policy_known check (policy in ('opt_in', 'opt_out', 'notice')),
  policy_version text not null, policy_hash text not null, locale text not null,
  method text not null constraint consent_entries_method_known check (method in ('banner', 'settings', 'gpc', 'api')),
  gpc boolean not null, choices jsonb not null, hash text not null,
  constraint consent_entries_sequence unique (subject_id, seq));
revoke update, delete on {schema}.consent_entries from {app};
`,
  ),
];
