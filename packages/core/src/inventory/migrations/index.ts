import { migration } from "../../platform/migrate.ts";

/** Every shop starts with one stock location; its id is the same in every schema. */
export const inventoryMigrations = [
  migration(
    "20261122_0050_inventory",
    `
create table {schema}.stock_locations (
  id text constraint stock_locations_pkey primary key, name text not null, position integer not null default 0);
insert into {schema}.stock_locations (id, name) values ('loc_00000000000000000000000000', 'Main');
create table {schema}.stock_levels (
  variant_id text not null constraint stock_levels_variant references {schema}.variants (id) on delete cascade,
  location_id text not null constraint stock_levels_location references {schema}.stock_locations (id),
  tracked boolean not null default true, backorder boolean not null default false,
  on_hand integer not null default 0 constraint stock_levels_on_hand check (on_hand >= 0),
  reserved integer not null default 0 constraint stock_levels_reserved check (reserved >= 0),
  updated_at timestamptz not null,
  constraint stock_levels_pkey primary key (variant_id, location_id),
  constraint stock_levels_oversold check (reserved <= on_hand or backorder or not tracked));
create table {schema}.reservations (
  owner_id text not null, variant_id text not null, location_id text not null,
  quantity integer not null constraint reservations_quantity check (quantity >= 0),
  state text not null constraint reservations_state check (state in ('held', 'committed', 'released')),
  until timestamptz, created_at timestamptz not null,
  constraint reservations_pkey primary key (owner_id, variant_id, location_id),
  constraint reservations_level foreign key (variant_id, location_id)
    references {schema}.stock_levels (variant_id, location_id) on delete cascade,
  constraint reservations_expiry check ((state = 'held') = (until is not null)));
create index reservations_expiring on {schema}.reservations (until) where state = 'held';
create table {schema}.stock_movements (
  reference text not null, kind text not null
    constraint stock_movements_kind check (kind in ('adjust', 'import', 'reserve', 'release', 'restock')),
  variant_id text not null, location_id text not null,
  on_hand integer not null, reserved integer not null, note text, at timestamptz not null,
  constraint stock_movements_pkey primary key (reference, kind, variant_id, location_id));
revoke update, delete on {schema}.stock_movements from {app};
`,
  ),
  migration(
    "20261122_0340_shipped_stock",
    `
alter table {schema}.reservations
  add column shipped integer not null default 0 constraint reservations_shipped check (shipped >= 0);
alter table {schema}.stock_movements drop constraint stock_movements_kind;
alter table {schema}.stock_movements add constraint stock_movements_kind
  check (kind in ('adjust', 'import', 'reserve', 'release', 'restock', 'ship', 'unship'));
`,
  ),
  migration(
    "20261122_0353_movements_of_variant",
    `
create index stock_movements_of_variant on {schema}.stock_movements (variant_id, at);
`,
  ),
];
