import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Category } from "@meridian/core/catalog";
import type { Import, Product, Variant } from "@meridian/core/catalog/schemas";
import { type Api, until } from "./call.ts";
import type { DemoShop } from "./shops.ts";

const folder = join(import.meta.dirname, "pictures");
const pictures = readdirSync(folder).filter((name) => name.endsWith(".webp"));

async function importFile(api: Api, fileName: string): Promise<void> {
  const content = readFileSync(join(import.meta.dirname, fileName), "utf8");
  const { id } = await api.write<Import>("catalog.startImport", { fileName, content });
  const ended = await until("the catalogue to be imported", async () => {
    const run = await api.read<Import>("catalog.getImport", { id });
    return run.state === "queued" || run.state === "running" ? undefined : run;
  });
  if (ended.state !== "done")
    throw new Error(`${fileName} was ${ended.state}: ${JSON.stringify(ended.result?.errors.slice(0, 5))}`);
}

/** A picture is named like the article number that it shows, or like the beginning that a product's numbers share. */
export function picturesFor({
  variants,
}: {
  readonly variants: readonly Pick<Variant, "id" | "sku">[];
}): { readonly file: string; readonly variantId: string | null }[] {
  const numbers = new Map(variants.map(({ sku, id }) => [`${sku?.toLowerCase()}.webp`, id]));
  const own = pictures.filter((file) => numbers.has(file));
  const shared = pictures.filter((file) =>
    [...numbers.keys()].some((number) => number.startsWith(file.replace(".webp", "-"))),
  );
  return own.length > 0
    ? own.map((file) => ({ file, variantId: variants.length > 1 ? (numbers.get(file) ?? null) : null }))
    : shared.map((file) => ({ file, variantId: null }));
}

async function addPictures(api: Api, product: Product): Promise<void> {
  const alt = Object.fromEntries(
    Object.entries(product.translations).flatMap(([locale, { title }]) => (title ? [[locale, title]] : [])),
  );
  for (const { file, variantId } of picturesFor(product)) {
    const base64 = readFileSync(join(folder, file)).toString("base64");
    await api.write("media.addPicture", { productId: product.id, variantId, base64, alt });
  }
}

/** What the file's format has no column for: option names and values in another language. */
async function translateOptions(api: Api, product: Product, english: DemoShop["english"]): Promise<void> {
  const words = product.options.flatMap(({ name, values }) => [name, ...values]);
  const optionTexts = Object.fromEntries(words.flatMap((word) => (english[word] ? [[word, english[word]]] : [])));
  if (Object.keys(optionTexts).length === 0) return;
  await api.write("catalog.setTranslation", { id: product.id, version: product.version, locale: "en", optionTexts });
}

async function complete(api: Api, shop: DemoShop, id: string): Promise<void> {
  const product = await api.read<Product>("catalog.getProduct", { id });
  await translateOptions(api, product, shop.english);
  await addPictures(api, product);
}

/** The catalogue with its pictures and translated words. A product that has a picture is complete. */
export async function fillCatalogue(api: Api, shop: DemoShop): Promise<void> {
  const list = () =>
    api.read<{ items: readonly { id: string; picture: string | null }[] }>("catalog.listProducts", { first: 100 });
  let { items } = await list();
  if (items.length === 0) {
    await importFile(api, shop.catalogue);
    ({ items } = await list());
  }
  const bare = items.filter(({ picture }) => picture === null);
  // A few at a time: a small machine's database answers each within its time limit.
  for (let at = 0; at < bare.length; at += 6) {
    await Promise.all(bare.slice(at, at + 6).map(({ id }) => complete(api, shop, id)));
  }
  const categories = await api.read<{ items: readonly Category[] }>("catalog.listCategories", {});
  for (const { id, titles } of categories.items) {
    const en = shop.english[titles[shop.signUp.defaultLocale] ?? ""];
    if (en !== undefined && titles["en"] === undefined)
      await api.write("catalog.updateCategory", { id, titles: { ...titles, en } });
  }
}
