import { type Migration, migration } from "../../platform/migrate.ts";

export const checkoutMigrations: readonly Migration[] = [
  migration(
    "20261122_0120_checkouts",
    `
create table {schema}.checkouts (
  id text primary key, cart_id text not null, payment_id text not null,
  state text not null constraint checkouts_state_known check (state in (
    'payment_pending', 'processing', 'completed', 'expired', 'cancelled', 'failed', 'refunding', 'refunded')),
  amount bigint not null constraint checkouts_amount_natural check (amount >= 0),
  currency char(3) not null, quote jsonb not null, quote_hash text not null, subject_id text, supersedes text,
  order_id text, reason text, success_url text not null, cancel_url text not null,
  expires_at timestamptz not null, created_at timestamptz not null, updated_at timestamptz not null,
  constraint checkouts_order_completed check ((order_id is not null) = (state = 'completed')));
create unique index checkouts_one_live_per_cart on {schema}.checkouts (cart_id)
  where state in ('payment_pending', 'processing', 'completed');
`,
  ),
];
