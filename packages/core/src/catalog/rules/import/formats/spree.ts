/**
 * Spree's product CSV. Source: column names of Spree 5's product import and export, read 2026-11. One file may
 * hold several price lines for a variant, one per currency: they carry its SKU and nothing that describes it.
 */
import { column, type Format, ignored, text } from "../format.ts";

export const spree: Format = {
  name: "spree",
  signature: ["slug", "sku", "price", /^(name|option1_name)$/],
  lines: "described",
  strict: /^(?:option|category|image|price|inventory|custom_field\.|metafield\.)/,
  statuses: { draft: "draft", active: "active", archived: "archived", paused: "draft" },
  defaultStatus: "draft",
  units: { weight: "lb", length: "in" },
  tagSeparator: ",",
  columns: [
    text("slug", "handle"),
    text("name", "title"),
    text("description", "description"),
    text("meta_title", "seoTitle"),
    text("meta_description", "seoDescription"),
    column("status", { is: "status" }),
    text("tax_category", "taxClass"),
    text(/^(brand_name|brand)$/, "brand"),
    text("product_type", "productType"),
    column(/^(tags|labels)$/, { is: "tags" }),
    column(/^category\d+$/, { is: "category", separator: "->" }),
    column(/^(?:custom_field|metafield)\.(?<key>.+)$/, { is: "customField" }),
    column(/^option(?<n>\d+)_name$/, { is: "optionName" }),
    column(/^option(?<n>\d+)_value$/, { is: "optionValue" }),
    text("sku", "sku"),
    text("barcode", "barcode"),
    column("price", { is: "price" }),
    column("compare_at_price", { is: "compareAt" }),
    column("currency", { is: "currency" }),
    column("inventory_count", { is: "stock" }),
    column("track_inventory", { is: "flag", field: "trackInventory" }),
    column("inventory_backorderable", { is: "flag", field: "allowBackorder" }),
    column("weight", { is: "weight" }),
    column("weight_unit", { is: "weightUnit" }),
    column("depth", { is: "length", field: "lengthMm" }),
    column("width", { is: "length", field: "widthMm" }),
    column("height", { is: "length", field: "heightMm" }),
    column("dimensions_unit", { is: "lengthUnit" }),
    column(/^image\d+_src$/, { is: "picture" }),
    ...ignored("product_id", "variant_id", "meta_keywords", "available_on", "discontinue_on", "digital", "stock_location"),
    ...ignored("vendor_name", "seller_name", "shipping_category", "cost_price", "cost_currency", /^image\d+_alt$/),
  ],
};
