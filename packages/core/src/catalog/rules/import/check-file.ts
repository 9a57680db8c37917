import { type ImportProduct, type ImportTranslation, issue } from "./shape.ts";
import type { ImportIssue } from "../../schemas.ts";

/** The most variants that a product may have, and the most products that a file may. */
const limits = { variants: 250, products: 20_000, pictures: 100 };

/** What is wrong between the products of one file. */
export function checkProducts(products: readonly ImportProduct[]): ImportIssue[] {
  const issues: ImportIssue[] = [];
  const skus = new Map<string, number>();
  if (products.length > limits.products) issues.push(issue(null, null, "too_many_products", String(products.length)));
  for (const product of products) {
    if (product.texts.title === undefined && product.variants.length === 0)
      issues.push(issue(product.row, null, "no_title"));
    if (product.variants.length > limits.variants)
      issues.push(issue(product.row, null, "too_many_variants", product.handle));
    if (product.pictures.length > limits.pictures)
      issues.push(issue(product.row, null, "too_many_pictures", product.handle));
    for (const { row, sku } of product.variants) {
      if (sku === undefined) continue;
      if (skus.has(sku)) issues.push(issue(row, "sku", "duplicate_sku", sku));
      skus.set(sku, row);
    }
  }
  const slugs = products.flatMap(({ row, translations }) =>
    Object.entries(translations).map(([locale, texts]) => ({ row, locale, slug: texts.slug })),
  );
  return [...issues, ...repeatedSlugs(slugs)];
}

/** What is wrong between the lines of a file of translations. */
export function checkTranslations(translations: readonly ImportTranslation[]): ImportIssue[] {
  const seen = new Set<string>();
  const issues = translations.flatMap(({ row, handle, locale }) => {
    const key = `${locale} ${handle}`;
    const repeated = seen.has(key);
    seen.add(key);
    return repeated ? [issue(row, null, "duplicate_translation", `${handle} ${locale}`)] : [];
  });
  return [
    ...issues,
    ...repeatedSlugs(translations.map(({ row, locale, texts }) => ({ row, locale, slug: texts.slug }))),
  ];
}

function repeatedSlugs(slugs: readonly { row: number; locale: string; slug: string | undefined }[]): ImportIssue[] {
  const seen = new Set<string>();
  return slugs.flatMap(({ row, locale, slug }) => {
    if (slug === undefined) return [];
    const repeated = seen.has(`${locale} ${slug}`);
    seen.add(`${locale} ${slug}`);
    return repeated ? [issue(row, null, "duplicate_address", slug)] : [];
  });
}
