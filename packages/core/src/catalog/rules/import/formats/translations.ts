/** Translations of products that are there, ours and Spree's. Source: Spree's product translations CSV, read 2026-11. */
import { column, type Format, ignored, text } from "../format.ts";

export const translations: Format = {
  name: "translations",
  signature: [/^(slug|handle)$/, "locale", /^(name|title|description)$/],
  lines: "translation",
  strict: /./,
  statuses: new Map(),
  defaultStatus: "draft",
  units: { weight: "g", length: "mm" },
  tagSeparator: ",",
  columns: [
    text(/^(slug|handle)$/, "handle"),
    text("locale", "locale"),
    text(/^(name|title)$/, "title"),
    text("description", "description"),
    text(/^(meta_title|seo_title)$/, "seoTitle"),
    text(/^(meta_description|seo_description)$/, "seoDescription"),
    text(/^(translated_slug|new_slug|new_handle)$/, "slug"),
    column("meta_keywords", { is: "ignored" }),
    ...ignored("id", "product_id"),
  ],
};
