import { migration } from "../../platform/migrate.ts";

/** One row and one file per picture, however many products show it. */
export const mediaMigrations = [
  migration(
    "20261122_0040_media",
    `
create table {schema}.media (
  id text constraint media_pkey primary key,
  sha256 text not null constraint media_content unique constraint media_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  type text not null constraint media_type check (type in ('jpg', 'png', 'webp', 'gif', 'avif')),
  bytes integer not null constraint media_bytes check (bytes > 0),
  width integer not null constraint media_width check (width > 0),
  height integer not null constraint media_height check (height > 0),
  created_at timestamptz not null);
create table {schema}.product_media (
  product_id text not null constraint product_media_product references {schema}.products (id) on delete cascade,
  media_id text not null constraint product_media_media references {schema}.media (id),
  variant_id text constraint product_media_variant references {schema}.variants (id) on delete set null,
  alt jsonb not null constraint product_media_alt check (jsonb_typeof(alt) = 'object'),
  position integer not null, source_url text,
  constraint product_media_pkey primary key (product_id, media_id));
`,
  ),
  migration(
    "20261122_0451_media_sizes",
    `
alter table {schema}.media add column widths integer[] not null default '{}';
alter table {schema}.product_media
  add column focal_x integer not null default 50 constraint product_media_focal_x check (focal_x between 0 and 100),
  add column focal_y integer not null default 50 constraint product_media_focal_y check (focal_y between 0 and 100);
`,
  ),
];
