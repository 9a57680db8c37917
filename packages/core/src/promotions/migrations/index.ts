import { type Migration, migration } from "../../platform/migrate.ts";

export const promotionsMigrations: readonly Migration[] = [
  migration(
    "20261122_0320_promotions",
    `
create table {schema}.promotions (
  id text primary key, name text not null,
  trigger text not null constraint promotions_trigger_known check (trigger in ('automatic', 'code')),
  rule jsonb not null, active boolean not null, starts_at timestamptz, ends_at timestamptz,
  per_customer integer constraint promotions_per_customer_positive check (per_customer > 0),
  max_uses integer constraint promotions_max_uses_positive check (max_uses > 0),
  budget_amount bigint constraint promotions_budget_positive check (budget_amount > 0), budget_currency char(3),
  uses integer not null default 0, spent bigint not null default 0,
  version integer not null, created_at timestamptz not null, updated_at timestamptz not null,
  constraint promotions_dates check (starts_at < ends_at),
  constraint promotions_budget_whole check ((budget_amount is null) = (budget_currency is null)),
  constraint promotions_uses_within check (uses >= 0 and (max_uses is null or uses <= max_uses)),
  constraint promotions_spent_within check (spent >= 0 and (budget_amount is null or spent <= budget_amount)));
create table {schema}.promotion_codes (
  code text constraint promotion_codes_pkey primary key,
  promotion_id text not null
    constraint promotion_codes_promotion references {schema}.promotions (id) on delete cascade,
  active boolean not null, uses integer not null default 0, max_uses integer, created_at timestamptz not null,
  constraint promotion_codes_uses_within check (uses >= 0 and (max_uses is null or uses <= max_uses)));
create index promotion_codes_of_promotion on {schema}.promotion_codes (promotion_id, code);
create table {schema}.promotion_uses (
  cart_id text not null,
  promotion_id text not null constraint promotion_uses_promotion references {schema}.promotions (id),
  checkout_id text not null, code text, customer_key text not null,
  amount bigint not null constraint promotion_uses_amount_positive check (amount > 0), currency char(3) not null,
  counted boolean not null,
  state text not null constraint promotion_uses_state_known check (state in ('held', 'used', 'released')),
  at timestamptz not null,
  primary key (cart_id, promotion_id));
create index promotion_uses_of_customer on {schema}.promotion_uses (promotion_id, customer_key)
  where state <> 'released';
`,
  ),
  migration(
    "20261122_0442_promotions_before",
    `
alter table {schema}.promotions add column earlier jsonb not null default '[]'
  constraint promotions_earlier check (jsonb_typeof(earlier) = 'array');
`,
  ),
];
