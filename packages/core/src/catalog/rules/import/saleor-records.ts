/** Joins Saleor's sample data to one flat record per variant, which the format `saleor` reads. */
import { plainText } from "./cells.ts";
import { type Entry, isObject, numberOf, SaleorDump, textOf } from "./saleor-dump.ts";

export function saleorRecords(data: readonly unknown[]): Record<string, string>[] {
  const dump = new SaleorDump(data);
  return dump.all("product.product").flatMap((product) => {
    const shared = productRecord(dump, product);
    return sorted(dump.where("product.productvariant", "product", product.pk)).map((variant) => ({
      ...shared,
      ...variantRecord(dump, variant),
    }));
  });
}

const sorted = (entries: readonly Entry[]) =>
  entries.toSorted((a, b) => numberOf(a, "sort_order") - numberOf(b, "sort_order"));
const numbered = (name: string, values: readonly string[]) =>
  Object.fromEntries(values.map((value, i) => [`${name}.${i}`, value]));

function productRecord(dump: SaleorDump, { pk, fields }: Entry): Record<string, string> {
  const values = dump.where("attribute.assignedproductattributevalue", "product", pk);
  const attributes = Map.groupBy(
    values.flatMap((one) => attributeOf(dump, one.fields["value"])),
    (one) => one.name,
  );
  const collections = dump.where("product.collectionproduct", "product", pk);
  const pictures = sorted(dump.where("product.productmedia", "product", pk));
  const listings = dump.where("product.productchannellisting", "product", pk);
  return {
    "saleor.product": pk,
    slug: textOf(fields["slug"]),
    name: textOf(fields["name"]),
    description: describe(fields["description"]) || textOf(fields["description_plaintext"]),
    seo_title: textOf(fields["seo_title"]),
    seo_description: textOf(fields["seo_description"]),
    status: listings.some((listing) => listing.fields["is_published"] === true) ? "published" : "hidden",
    product_type: dump.textOfRelated("product.producttype", fields["product_type"], "name"),
    category: categoryPath(dump, fields["category"]).join("\u001f"),
    ...Object.fromEntries(
      [...attributes].map(([name, list]) => [`attribute.${name}`, list.map((one) => one.value).join(", ")]),
    ),
    ...numbered(
      "collection",
      collections.map((one) => dump.textOfRelated("product.collection", one.fields["collection"], "name")),
    ),
    ...numbered(
      "picture",
      pictures.map((one) => textOf(one.fields["external_url"]) || textOf(one.fields["image"])),
    ),
  };
}

function variantRecord(dump: SaleorDump, { pk, fields }: Entry): Record<string, string> {
  const name = textOf(fields["name"]);
  const options = dump
    .where("attribute.assignedvariantattribute", "variant", pk)
    .flatMap((one) => dump.where("attribute.assignedvariantattributevalue", "assignment", one.pk))
    .flatMap((one) => attributeOf(dump, one.fields["value"]));
  const stocks = dump.where("warehouse.stock", "product_variant", pk);
  const listings = dump.where("product.productvariantchannellisting", "variant", pk);
  return {
    "saleor.variant": pk,
    sku: textOf(fields["sku"]),
    // Without a name Saleor puts the variant's own id there.
    variant_name: name.startsWith("UHJvZHVjdFZhcmlhbnQ6") ? "" : name,
    track_inventory: textOf(fields["track_inventory"]),
    stock: stocks.length === 0 ? "" : String(stocks.reduce((sum, one) => sum + numberOf(one, "quantity"), 0)),
    weight: textOf(fields["weight"]).replace(/:g$/, ""),
    ...Object.fromEntries(
      options.flatMap(({ name: option, value }, i) => [
        [`option.${i + 1}.name`, option],
        [`option.${i + 1}.value`, value],
      ]),
    ),
    ...Object.fromEntries(listings.flatMap(priceCells)),
  };
}

function priceCells({ fields }: Entry): [string, string][] {
  const currency = textOf(fields["currency"]).toLowerCase();
  const [full, reduced] = [textOf(fields["price_amount"]), textOf(fields["discounted_price_amount"])];
  if (full === "") return [];
  const price: [string, string] = [`price.${currency}`, reduced || full];
  return reduced === "" || reduced === full ? [price] : [price, [`compare_at.${currency}`, full]];
}

function attributeOf(dump: SaleorDump, valueId: unknown): { name: string; value: string }[] {
  const value = dump.find("attribute.attributevalue", valueId);
  if (value === undefined) return [];
  return [
    {
      name: dump.textOfRelated("attribute.attribute", value.fields["attribute"], "name"),
      value: textOf(value.fields["name"]),
    },
  ];
}

/** Deeper than any shop's tree; a broken file may go round in circles. */
const maxDepth = 10;

function categoryPath(dump: SaleorDump, id: unknown, depth = 0): string[] {
  const category = dump.find("product.category", id);
  if (category === undefined || depth > maxDepth) return [];
  return [...categoryPath(dump, category.fields["parent"], depth + 1), textOf(category.fields["name"])];
}

/** Rich text of Editor.js: the texts of its blocks. */
function describe(description: unknown): string {
  const blocks = isObject(description) ? description["blocks"] : undefined;
  if (!Array.isArray(blocks)) return "";
  const texts = blocks.flatMap((block: unknown) => {
    const data = isObject(block) ? block["data"] : undefined;
    if (!isObject(data)) return [];
    const items = Array.isArray(data["items"]) ? data["items"].map((item) => `• ${textOf(item)}`) : [];
    return [textOf(data["text"]), ...items];
  });
  return plainText(texts.filter((one) => one !== "").join("\n"));
}
