import { migration, type Migration } from "../../platform/migrate.ts";

export const notificationsMigrations: Migration[] = [
  migration(
    "20261122_0150_notifications",
    `
create table {schema}.notifications (
  id text primary key, event_id text not null, kind text not null check (kind in ('order_confirmation', 'refund_notice')),
  order_id text not null, locale text not null, state text not null check (state in ('queued', 'sent')),
  attempts integer not null default 0, created_at timestamptz not null, sent_at timestamptz,
  constraint notifications_once unique (event_id, kind));
create index notifications_of_order on {schema}.notifications (order_id);
`,
  ),
  migration(
    "20261122_0343_more_kinds",
    `
alter table {schema}.notifications alter column order_id drop not null;
alter table {schema}.notifications drop constraint notifications_kind_check;
alter table {schema}.notifications add constraint notifications_kind_known check (kind in
  ('order_confirmation', 'refund_notice', 'shipment_notice', 'cancellation_notice', 'payment_failed'));
`,
  ),
  migration(
    "20261122_1132_payment_awaited",
    `
alter table {schema}.notifications drop constraint notifications_kind_known;
alter table {schema}.notifications add constraint notifications_kind_known check (kind in ('order_confirmation',
  'refund_notice', 'shipment_notice', 'cancellation_notice', 'payment_failed', 'payment_awaited'));
`,
  ),
  migration(
    "20261122_1242_money_returned",
    `
alter table {schema}.notifications drop constraint notifications_kind_known;
alter table {schema}.notifications add constraint notifications_kind_known check (kind in ('order_confirmation',
  'refund_notice', 'shipment_notice', 'cancellation_notice', 'payment_failed', 'payment_awaited', 'money_returned'));
`,
  ),
];
