/**
 * Medusa's products CSV: version 2's export and version 1's template. Source: the column names of both, read
 * 2026-11. Amounts are in major units. Weights and lengths have no unit there: taken as grams and millimetres.
 * Ids of Medusa's own (collections, types, categories) mean nothing here.
 */
import { column, type Format, ignored, text } from "../format.ts";

const price = "(?:variant )?price";

export const medusa: Format = {
  name: "medusa",
  signature: [/^product (handle|title|id)$/, /^variant (title|sku|id)$/],
  lines: "variant",
  strict: /^(?:product|variant|price|option|image) /,
  statuses: new Map([
    ["draft", "draft"],
    ["proposed", "draft"],
    ["rejected", "draft"],
    ["published", "active"],
  ]),
  defaultStatus: "draft",
  units: { weight: "g", length: "mm" },
  tagSeparator: ",",
  foreignId: /^p(?:cat|tag|col|typ)_[0-9A-HJKMNP-TV-Z]{26}$/,
  columns: [
    text("product handle", "handle"),
    text("product title", "title"),
    text("product description", "description"),
    column("product status", { is: "status" }),
    text("product type", "productType"),
    column("product tags", { is: "tags" }),
    column(/^product tag \d+$/, { is: "tag" }),
    column(/^product category \d+(?: name)?$/, { is: "category", separator: ">" }),
    column(/^product collection title$/, { is: "tag" }),
    column(/^product (?<key>subtitle|material|hs code|origin country|mid code)$/, { is: "customField" }),
    column(/^product thumbnail$/, { is: "picture" }),
    column(/^(?:product )?image \d+(?: url)?$/, { is: "picture" }),
    text("variant title", "variantTitle"),
    text("variant sku", "sku"),
    text("variant barcode", "barcode"),
    text("variant ean", "barcode"),
    text("variant upc", "barcode"),
    column("variant inventory quantity", { is: "stock" }),
    column("variant manage inventory", { is: "flag", field: "trackInventory" }),
    column("variant allow backorder", { is: "flag", field: "allowBackorder" }),
    column("variant weight", { is: "weight" }),
    column("variant length", { is: "length", field: "lengthMm" }),
    column("variant width", { is: "length", field: "widthMm" }),
    column("variant height", { is: "length", field: "heightMm" }),
    column(/^(?:variant )?option (?<n>\d+) name$/, { is: "optionName" }),
    column(/^(?:variant )?option (?<n>\d+) value$/, { is: "optionValue" }),
    column(new RegExp(`^${price} (?<currency>[a-z]{3})$`), { is: "marketPrice" }),
    column(new RegExp(`^${price} (?<market>.+) \\[(?<currency>[a-z]{3})\\]$`), { is: "marketPrice" }),
    column(new RegExp(`^${price} \\[(?<market>.+)\\] (?<currency>[a-z]{3})$`), { is: "marketPrice" }),
    ...ignored(/^(?:variant )?option \d+ (?:id|is exclusive)$/, "shipping profile id"),
    ...ignored(/^product (?:id|external id|discountable|is giftcard|metadata|weight|length|width|height)$/),
    ...ignored(
      /^product (?:collection (?:id|handle)|type id|profile (?:name|type)|category \d+ (?:handle|description))$/,
    ),
    ...ignored(/^product (?:sales channel \d+(?: (?:id|name|description))?|(?:created|updated|deleted) at)$/),
    ...ignored(/^variant (?:id|product id|metadata|variant rank|material|hs code|mid code|origin country)$/),
    ...ignored(/^variant (?:created|updated|deleted) at$/, /^sales channel \d+ (?:id|name|description)$/),
  ],
};
