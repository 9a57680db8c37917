/** Joins Saleor's sample data (one list of rows of all its tables) to one record per variant. */
import { plainText } from "./cells.ts";

interface Entry {
  readonly pk: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

type Tables = ReadonlyMap<string, readonly Entry[]>;

/** A dump of Django's: a list of `{ model, pk, fields }`. */
export function isSaleorDump(data: unknown): data is readonly unknown[] {
  return Array.isArray(data) && data.some((item) => isObject(item) && item["model"] === "product.product");
}

export function saleorRecords(dump: readonly unknown[]): Record<string, string>[] {
  const tables = tablesOf(dump);
  const published = new Set(
    of(tables, "product.productchannellisting")
      .filter((listing) => listing.fields["is_published"] === true)
      .map((listing) => text(listing.fields["product"])),
  );
  const variants = Map.groupBy(of(tables, "product.productvariant"), (variant) => text(variant.fields["product"]));
  return of(tables, "product.product").flatMap((product) => {
    const shared = productRecord(tables, product, published.has(product.pk));
    const own = (variants.get(product.pk) ?? []).toSorted((a, b) => number(a, "sort_order") - number(b, "sort_order"));
    return own.map((variant) => ({ ...shared, ...variantRecord(tables, variant) }));
  });
}

function productRecord(tables: Tables, product: Entry, isPublished: boolean): Record<string, string> {
  const { fields, pk } = product;
  const values = of(tables, "attribute.assignedproductattributevalue").filter((one) => text(one.fields["product"]) === pk);
  const attributes = values.flatMap((one) => attributeOf(tables, text(one.fields["value"])));
  const named = Map.groupBy(attributes, (attribute) => attribute.name);
  const collections = of(tables, "product.collectionproduct").filter((one) => text(one.fields["product"]) === pk);
  const pictures = of(tables, "product.productmedia")
    .filter((one) => text(one.fields["product"]) === pk)
    .toSorted((a, b) => number(a, "sort_order") - number(b, "sort_order"));
  return {
    "saleor.product": pk,
    slug: text(fields["slug"]),
    name: text(fields["name"]),
    description: describe(fields["description"]) || text(fields["description_plaintext"]),
    seo_title: text(fields["seo_title"]),
    seo_description: text(fields["seo_description"]),
    status: isPublished ? "published" : "hidden",
    product_type: text(find(tables, "product.producttype", fields["product_type"])?.fields["name"]),
    category: categoryPath(tables, text(fields["category"])).join("\u001f"),
    ...Object.fromEntries([...named].map(([name, list]) => [`attribute.${name}`, list.map((one) => one.value).join(", ")])),
    ...numbered("collection", collections.map((one) => text(find(tables, "product.collection", one.fields["collection"])?.fields["name"]))),
    ...numbered("picture", pictures.map((one) => text(one.fields["external_url"]) || text(one.fields["image"]))),
  };
}

function variantRecord(tables: Tables, { pk, fields }: Entry): Record<string, string> {
  const name = text(fields["name"]);
  const assignments = new Set(
    of(tables, "attribute.assignedvariantattribute").filter((one) => text(one.fields["variant"]) === pk).map((one) => one.pk),
  );
  const options = of(tables, "attribute.assignedvariantattributevalue")
    .filter((one) => assignments.has(text(one.fields["assignment"])))
    .flatMap((one) => attributeOf(tables, text(one.fields["value"])));
  const stocks = of(tables, "warehouse.stock").filter((one) => text(one.fields["product_variant"]) === pk);
  const listings = of(tables, "product.productvariantchannellisting").filter((one) => text(one.fields["variant"]) === pk);
  return {
    "saleor.variant": pk,
    sku: text(fields["sku"]),
    // Without a name Saleor puts the variant's own id there.
    variant_name: /^UHJvZHVjdFZhcmlhbnQ6/.test(name) ? "" : name,
    track_inventory: text(fields["track_inventory"]),
    stock: stocks.length === 0 ? "" : String(stocks.reduce((sum, one) => sum + number(one, "quantity"), 0)),
    weight: text(fields["weight"]).replace(/:g$/, ""),
    ...Object.fromEntries(options.flatMap(({ name: option, value }, i) => [
      [`option.${i + 1}.name`, option],
      [`option.${i + 1}.value`, value],
    ])),
    ...Object.fromEntries(listings.flatMap(priceCells)),
  };
}

function priceCells({ fields }: Entry): [string, string][] {
  const currency = text(fields["currency"]).toLowerCase();
  const [full, reduced] = [text(fields["price_amount"]), text(fields["discounted_price_amount"])];
  if (full === "") return [];
  const cells: [string, string][] = [[`price.${currency}`, reduced || full]];
  return reduced !== "" && reduced !== full ? [...cells, [`compare_at.${currency}`, full]] : cells;
}

function attributeOf(tables: Tables, valueId: string): { name: string; value: string }[] {
  const value = find(tables, "attribute.attributevalue", valueId);
  const attribute = value && find(tables, "attribute.attribute", value.fields["attribute"]);
  return value && attribute ? [{ name: text(attribute.fields["name"]), value: text(value.fields["name"]) }] : [];
}

function categoryPath(tables: Tables, id: string, depth = 0): string[] {
  const category = find(tables, "product.category", id);
  if (category === undefined || depth > 10) return [];
  return [...categoryPath(tables, text(category.fields["parent"]), depth + 1), text(category.fields["name"])];
}

/** Rich text of Editor.js: the texts of its blocks. */
function describe(description: unknown): string {
  const blocks = isObject(description) ? description["blocks"] : undefined;
  if (!Array.isArray(blocks)) return "";
  const texts = blocks.flatMap((block: unknown) => {
    const data = isObject(block) ? block["data"] : undefined;
    if (!isObject(data)) return [];
    const items = Array.isArray(data["items"]) ? data["items"].map((item) => `• ${text(item)}`) : [];
    return [text(data["text"]), ...items];
  });
  return plainText(texts.filter((one) => one !== "").join("\n"));
}

function tablesOf(dump: readonly unknown[]): Tables {
  const entries = dump.flatMap((item) => {
    if (!isObject(item) || !isObject(item["fields"])) return [];
    return [{ model: text(item["model"]), entry: { pk: text(item["pk"]), fields: item["fields"] } }];
  });
  const grouped = Map.groupBy(entries, (one) => one.model);
  return new Map([...grouped].map(([model, list]) => [model, list.map((one) => one.entry)]));
}

const of = (tables: Tables, model: string): readonly Entry[] => tables.get(model) ?? [];
const find = (tables: Tables, model: string, pk: unknown): Entry | undefined =>
  of(tables, model).find((entry) => entry.pk === text(pk));
const numbered = (name: string, values: readonly string[]) => Object.fromEntries(values.map((value, i) => [`${name}.${i}`, value]));
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function number({ fields }: Entry, field: string): number {
  const value = fields[field];
  return typeof value === "number" ? value : 0;
}
