import { type Migration, migration } from "../../platform/migrate.ts";

export const creditMigrations: readonly Migration[] = [
  migration(
    "20261122_0321_credit",
    `
create table {schema}.credit_accounts (
  id text primary key,
  kind text not null constraint credit_accounts_kind_known check (kind in ('gift_card', 'store_credit')),
  code_hash text constraint credit_accounts_code_once unique, last4 text, customer_id text, currency char(3) not null,
  balance bigint not null default 0 constraint credit_accounts_balance_natural check (balance >= 0),
  issued bigint not null default 0,
  active boolean not null, expires_at timestamptz, note text, version integer not null default 1,
  created_at timestamptz not null, updated_at timestamptz not null,
  constraint credit_accounts_card_has_code check ((kind = 'gift_card') = (code_hash is not null)),
  constraint credit_accounts_code_whole check ((code_hash is null) = (last4 is null)),
  constraint credit_accounts_credit_has_customer check ((kind = 'store_credit') = (customer_id is not null)));
create unique index credit_accounts_of_customer on {schema}.credit_accounts (customer_id, currency)
  where customer_id is not null;
create table {schema}.credit_entries (
  account_id text not null constraint credit_entries_account references {schema}.credit_accounts (id),
  id text not null,
  kind text not null constraint credit_entries_kind_known
    check (kind in ('issue', 'adjust', 'redeem', 'release', 'refund', 'take_back')),
  amount bigint not null constraint credit_entries_amount_something check (amount <> 0),
  balance bigint not null constraint credit_entries_balance_natural check (balance >= 0),
  cart_id text, reference text, actor_kind text not null, actor_id text not null, note text, at timestamptz not null,
  primary key (account_id, id));
revoke update, delete on {schema}.credit_entries from {app};
`,
  ),
];
