import { type Migration, migration } from "../../platform/migrate.ts";

export const paymentsMigrations: readonly Migration[] = [
  migration(
    "20261122_0130_payments",
    `
create table {schema}.payment_accounts (
  id text primary key, provider text not null constraint payment_accounts_provider_known check (provider in ('stripe')),
  state text not null constraint payment_accounts_state_known
    check (state in ('pending', 'connected', 'replaced', 'failed')),
  account_ref text, livemode boolean not null, sealed_key text, key_last4 text not null,
  webhook_endpoint_id text, sealed_webhook_secret text, error_code text,
  created_at timestamptz not null, connected_at timestamptz,
  constraint payment_accounts_connected_whole
    check (state not in ('connected', 'replaced') or (account_ref is not null and sealed_key is not null)),
  constraint payment_accounts_webhook_whole check ((webhook_endpoint_id is null) = (sealed_webhook_secret is null)));
create unique index payment_accounts_one_connected on {schema}.payment_accounts (provider) where state = 'connected';
create table {schema}.payments (
  id text primary key, checkout_id text not null,
  provider text not null constraint payments_provider_known check (provider in ('stripe', 'none')),
  account_id text constraint payments_account references {schema}.payment_accounts (id),
  state text not null constraint payments_state_known
    check (state in ('pending', 'processing', 'paid', 'failed', 'expired')),
  amount bigint not null constraint payments_amount_natural check (amount >= 0),
  currency char(3) not null,
  captured bigint not null default 0 constraint payments_captured_within check (captured between 0 and amount),
  refunding bigint not null default 0 constraint payments_refunding_natural check (refunding >= 0),
  refunded bigint not null default 0 constraint payments_refunded_natural check (refunded >= 0),
  session_id text, session_url text, intent_id text, method jsonb, decline_code text, check_at timestamptz,
  created_at timestamptz not null, paid_at timestamptz, updated_at timestamptz not null,
  constraint payments_refunds_within check (refunded + refunding <= captured),
  constraint payments_provider_account check ((provider = 'none') = (account_id is null)),
  constraint payments_paid_whole check ((state = 'paid') = (paid_at is not null)),
  constraint payments_one_per_checkout unique (checkout_id),
  constraint payments_session_once unique (session_id),
  constraint payments_intent_once unique (intent_id));
create index payments_to_check on {schema}.payments (check_at) where check_at is not null;
create table {schema}.refunds (
  id text primary key,
  payment_id text not null constraint refunds_payment references {schema}.payments (id),
  order_id text,
  state text not null constraint refunds_state_known check (state in ('pending', 'succeeded', 'failed')),
  amount bigint not null constraint refunds_amount_positive check (amount > 0),
  tax_amount bigint not null constraint refunds_tax_within check (tax_amount between 0 and amount),
  shipping_amount bigint not null constraint refunds_shipping_within check (shipping_amount between 0 and amount),
  currency char(3) not null, lines jsonb not null, reason text not null, restock boolean not null,
  automatic boolean not null, provider_ref text, failure_code text, actor_kind text not null, actor_id text not null,
  created_at timestamptz not null, finished_at timestamptz,
  constraint refunds_finished_whole check ((state = 'pending') = (finished_at is null)));
create index refunds_of_payment on {schema}.refunds (payment_id);
create table {schema}.provider_events (
  provider text not null, event_id text not null, type text not null, object_id text not null, payment_id text,
  outcome text not null constraint provider_events_outcome_known check (outcome in ('queued', 'ignored')),
  occurred_at timestamptz not null, received_at timestamptz not null,
  constraint provider_events_once primary key (provider, event_id));
`,
  ),
  migration(
    "20261122_0323_refunds_to_credit",
    `alter table {schema}.refunds
  add column credit_amount bigint not null default 0, add column credits jsonb not null default '[]';
alter table {schema}.refunds
  add constraint refunds_credit_within check (credit_amount between 0 and amount);`,
  ),
  migration(
    "20261122_1131_payments_by_transfer",
    `
alter table {schema}.payments add column instructions jsonb, add column customer_ref text;
create unique index payments_customer_once on {schema}.payments (customer_ref) where customer_ref is not null;`,
  ),
  migration(
    "20261122_1241_payments_awaited",
    `
create index payments_awaited on {schema}.payments (created_at, id)
  where instructions is not null and state in ('processing', 'failed');`,
  ),
  // After a discount that lowers no tax, the tax in what goes back may be more than what goes back.
  migration(
    "20261122_0462_refunds_tax",
    `
alter table {schema}.refunds drop constraint refunds_tax_within,
  add constraint refunds_tax_natural check (tax_amount >= 0);`,
  ),
  migration(
    "20261122_1210_refunds_rounding",
    `
alter table {schema}.refunds add column rounding_amount bigint not null default 0,
  add constraint refunds_money_natural check (amount - credit_amount + rounding_amount >= 0);`,
  ),
];
