import { readContent } from "./import/read-content.ts";
import { readTable } from "./rules/import/read-file.ts";
import { type ImportFile, issue } from "./rules/import/shape.ts";

/** What a file holds before any shop has seen it. With errors nothing of it may be used, so that it counts as nothing. */
export interface CatalogFile {
  /** Null for a file of no known kind, or one that cannot be read as what it seems to be. */
  readonly format: ImportFile["format"] | null;
  readonly products: number;
  /** Those that can be sold. */
  readonly variants: number;
  readonly translations: number;
  readonly errors: ImportFile["errors"];
}

/** What a file may leave unsaid, and the markets that it may name. */
export interface ShopFacts {
  readonly currency: string;
  readonly locale: string;
  readonly markets: readonly string[];
}

const nothing = { products: 0, variants: 0, translations: 0 };

/** Reads a merchant's file by the rules of an import and tells what is in it; nothing is looked up or written. */
export async function readCatalogFile(content: string, { currency, locale, markets }: ShopFacts): Promise<CatalogFile> {
  const read = await readContent(content);
  if (read.kind !== "table") return { format: null, ...nothing, errors: [] };
  const file = readTable(read.table, { defaultCurrency: currency, defaultLocale: locale, ignoreColumns: [] });
  if (file === undefined) return { format: read.format, ...nothing, errors: [] };
  const { format, products, translations } = file;
  const known = new Set(markets.map((name) => name.toLowerCase()));
  const prices = products.flatMap((product) => product.variants.flatMap((variant) => variant.prices));
  const elsewhere = prices.filter(({ market }) => market !== null && !known.has(market.toLowerCase()));
  const errors = [
    ...file.errors,
    ...elsewhere.map(({ row, column, market }) => issue(row, column, "unknown_market", market ?? "")),
  ];
  if (errors.length > 0) return { format, ...nothing, errors };
  const variants = products.reduce((all, product) => all + product.variants.length, 0);
  return { format, products: products.length, variants, translations: translations.length, errors };
}
