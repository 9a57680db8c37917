/**
 * Saleor's sample data, joined to one line per variant by `saleor-records.ts`. Source: the models of Saleor 3,
 * read 2026-11. Channels are not markets: a channel's prices become base prices of its currency.
 */
import { column, type Format, ignored, text } from "../format.ts";

export const saleor: Format = {
  name: "saleor",
  signature: ["saleor.product"],
  lines: "variant",
  strict: /^$/,
  statuses: new Map([
    ["published", "active"],
    ["hidden", "draft"],
  ]),
  defaultStatus: "draft",
  units: { weight: "g", length: "mm" },
  tagSeparator: ",",
  columns: [
    text("slug", "handle"),
    text("name", "title"),
    text("description", "description"),
    text("seo_title", "seoTitle"),
    text("seo_description", "seoDescription"),
    column("status", { is: "status" }),
    text("product_type", "productType"),
    column("category", { is: "category", separator: "\u001f" }),
    column(/^collection\.\d+$/, { is: "tag" }),
    column(/^attribute\.(?<key>.+)$/, { is: "customField" }),
    text("sku", "sku"),
    text("variant_name", "variantTitle"),
    column("track_inventory", { is: "flag", field: "trackInventory" }),
    column("stock", { is: "stock" }),
    column("weight", { is: "weight" }),
    column(/^option\.(?<n>\d+)\.name$/, { is: "optionName" }),
    column(/^option\.(?<n>\d+)\.value$/, { is: "optionValue" }),
    column(/^price\.(?<currency>[a-z]{3})$/, { is: "marketPrice" }),
    column(/^compare_at\.(?<currency>[a-z]{3})$/, { is: "marketCompareAt" }),
    column(/^picture\.\d+$/, { is: "picture" }),
    ...ignored("saleor.product", "saleor.variant"),
  ],
};
