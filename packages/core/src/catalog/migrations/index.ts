import { migration } from "../../platform/migrate.ts";

/**
 * `product_slugs` keeps every address a product ever had, so that old ones lead to it;
 * `product_translations.slug` is the one in use. `search` holds the folded words that a search looks at.
 */
export const catalogMigrations = [
  migration(
    "20261122_0030_catalog",
    `
create table {schema}.products (
  id text constraint products_pkey primary key,
  status text not null constraint products_status check (status in ('draft', 'active', 'archived')),
  version integer not null default 1 constraint products_version check (version > 0),
  tax_class text not null, brand text, product_type text,
  tags jsonb not null constraint products_tags check (jsonb_typeof(tags) = 'array'),
  custom_fields jsonb not null constraint products_custom_fields check (jsonb_typeof(custom_fields) = 'object'),
  options jsonb not null constraint products_options check (jsonb_typeof(options) = 'array' and jsonb_array_length(options) <= 3),
  created_at timestamptz not null, updated_at timestamptz not null, published_at timestamptz,
  constraint products_published check (status <> 'active' or published_at is not null));
create index products_by_change on {schema}.products (updated_at, id);
create table {schema}.product_slugs (
  slug text not null, locale text not null,
  product_id text not null constraint product_slugs_product references {schema}.products (id) on delete cascade,
  constraint product_slugs_pkey primary key (slug, locale));
create table {schema}.product_translations (
  product_id text not null constraint product_translations_product references {schema}.products (id) on delete cascade,
  locale text not null, title text, description text, seo_title text, seo_description text, slug text not null,
  option_texts jsonb not null constraint product_translations_options check (jsonb_typeof(option_texts) = 'object'),
  stale jsonb not null constraint product_translations_stale check (jsonb_typeof(stale) = 'array'),
  search text not null,
  constraint product_translations_pkey primary key (product_id, locale),
  constraint product_translations_slug foreign key (slug, locale) references {schema}.product_slugs (slug, locale),
  constraint product_translations_title check (title <> ''));
create index product_translations_search on {schema}.product_translations using gin (search ext.gin_trgm_ops);
create table {schema}.variants (
  id text constraint variants_pkey primary key,
  product_id text not null constraint variants_product references {schema}.products (id) on delete cascade,
  sku text constraint variants_sku unique, title text,
  option_values jsonb not null constraint variants_options check (jsonb_typeof(option_values) = 'object'),
  barcode text,
  weight_grams integer constraint variants_weight check (weight_grams >= 0),
  length_mm integer constraint variants_length check (length_mm >= 0),
  width_mm integer constraint variants_width check (width_mm >= 0),
  height_mm integer constraint variants_height check (height_mm >= 0),
  active boolean not null default true, position integer not null,
  constraint variants_combination unique (product_id, option_values));
create table {schema}.categories (
  id text constraint categories_pkey primary key,
  parent_id text constraint categories_parent references {schema}.categories (id),
  path text not null constraint categories_path unique,
  titles jsonb not null constraint categories_titles check (jsonb_typeof(titles) = 'object'),
  position integer not null default 0);
create table {schema}.product_categories (
  product_id text not null constraint product_categories_product references {schema}.products (id) on delete cascade,
  category_id text not null constraint product_categories_category references {schema}.categories (id) on delete cascade,
  constraint product_categories_pkey primary key (category_id, product_id));
create index product_categories_by_product on {schema}.product_categories (product_id);
create table {schema}.imports (
  job_id text constraint imports_pkey primary key, file_name text not null, format text not null,
  options jsonb not null, content text, pictures_job_id text, created_at timestamptz not null);
`,
  ),
  migration(
    "20261122_0354_hidden_categories",
    `
alter table {schema}.categories add column hidden boolean not null default false;
`,
  ),
  migration(
    "20261122_0311_measures",
    `
alter table {schema}.variants add column measure jsonb
  constraint variants_measure check (jsonb_typeof(measure) = 'object');
`,
  ),
  /** The search texts that are there already, folded as rules/fold.ts folds new ones. */
  migration(
    "20261122_0360_search_folding",
    String.raw`
update {schema}.product_translations set search = left(regexp_replace(translate(search,
  'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ' ||
  'أإآٱىیئکةؤ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹’' || U&'\0640\064B\064C\064D\064E\064F\0650\0651\0652\0653\0654\0655\0656\0657\0658\0659\065A\065B\065C\065D\065E\065F\0670\06D6\06D7\06D8\06D9\06DA\06DB\06DC\06DD\06DE\06DF\06E0\06E1\06E2\06E3\06E4\06E5\06E6\06E7\06E8\06E9\06EA\06EB\06EC\06ED',
  'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ' ||
  'اااايييكهو01234567890123456789'''),
  '([ぁ-ゖ])ー+(?![ぁ-ゖー])', '\1', 'g')
  || case when locale ~ '^de\M' and concat_ws(' ', title, description) ~ '[äöüÄÖÜ]' then ' ' ||
    regexp_replace(replace(replace(replace(replace(lower(concat_ws(' ', title, description)),
      'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '\s+', ' ', 'g') else '' end, 10000)
where search ~ '[^\x01-\x7f]' or locale ~ '^de\M';
`,
  ),
  migration(
    "20261122_0370_product_overrides",
    `
create table {schema}.product_overrides (
  market_id text not null constraint product_overrides_market references {schema}.markets (id),
  product_id text not null constraint product_overrides_product references {schema}.products (id) on delete cascade,
  locale text not null,
  title text constraint product_overrides_title check (title <> ''),
  description text, available boolean,
  pictures jsonb constraint product_overrides_pictures check (jsonb_typeof(pictures) = 'array'),
  search text not null,
  constraint product_overrides_pkey primary key (market_id, product_id, locale),
  constraint product_overrides_any check (num_nonnulls(title, description, available, pictures) > 0));
`,
  ),
];
