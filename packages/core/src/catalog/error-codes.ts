/** Every refusal of this slice; each has a sentence in `locales/`. */
export type CatalogErrorCode =
  | "catalog.bad_cursor"
  | "catalog.category_exists"
  | "catalog.import_malformed"
  | "catalog.import_not_text"
  | "catalog.import_not_utf8"
  | "catalog.import_too_large"
  | "catalog.import_unknown_format"
  | "catalog.sku_taken"
  | "catalog.slug_taken"
  | "catalog.stale"
  | "catalog.title_missing"
  | "catalog.too_many_variants"
  | "catalog.variant_exists"
  | "catalog.variants_do_not_fit";
