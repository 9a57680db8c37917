/**
 * DummyJSON's products, flattened (`dimensions.width`, `images.0`). Source: its documentation, read 2026-11: the
 * price is before the discount. It names no currency and no units: taken as the shop's own, grams and centimetres.
 */
import { column, type Format, ignored, text } from "../format.ts";

export const dummyjson: Format = {
  name: "dummyjson",
  signature: ["title", "price", /^(sku|id)$/, /^(thumbnail|images\.0|discountpercentage)$/],
  lines: "variant",
  strict: /^$/,
  statuses: new Map(),
  defaultStatus: "active",
  units: { weight: "g", length: "cm" },
  tagSeparator: ",",
  columns: [
    text("title", "title"),
    text("description", "description"),
    text("brand", "brand"),
    column("category", { is: "category", separator: ">" }),
    column(/^tags\.\d+$/, { is: "tag" }),
    text("sku", "sku"),
    text("meta.barcode", "barcode"),
    column("price", { is: "price" }),
    column("discountpercentage", { is: "discountPercent" }),
    column("stock", { is: "stock" }),
    column("weight", { is: "weight" }),
    column("dimensions.width", { is: "length", field: "widthMm" }),
    column("dimensions.height", { is: "length", field: "heightMm" }),
    column("dimensions.depth", { is: "length", field: "lengthMm" }),
    column(/^images\.\d+$/, { is: "picture" }),
    column(/^(?<key>warrantyinformation|shippinginformation|returnpolicy|minimumorderquantity)$/, {
      is: "customField",
    }),
    ...ignored("id", "thumbnail", "rating", "availabilitystatus", /^meta\..+$/, /^reviews\..+$/),
  ],
};
