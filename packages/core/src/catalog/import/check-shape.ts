import { z } from "zod";
import { locale } from "../../wire.ts";
import { type ImportProduct, issue } from "../rules/import/shape.ts";
import { CreateProduct, CustomFields, type ImportIssue, maxOptions, ProductOption, Slug } from "../schemas.ts";

const Texts = z.object({
  title: z.string().min(1).max(250).optional(),
  description: z.string().max(50_000).optional(),
  seoTitle: z.string().max(250).optional(),
  seoDescription: z.string().max(1_000).optional(),
  slug: Slug.optional(),
});

/** The one shape that every kind of file comes to, whatever its own looks like. */
const Imported = z.object({
  handle: Slug,
  texts: Texts,
  translations: z.record(locale, Texts),
  taxClass: CreateProduct.shape.taxClass,
  customFields: CustomFields,
  categories: z.array(z.array(z.string().min(1).max(120)).min(1).max(10)).max(50),
  tags: z.array(z.string().min(1).max(80)).max(100),
  options: z.array(ProductOption).max(maxOptions),
  variants: z.array(
    z.object({
      sku: z.string().min(1).max(120).optional(),
      prices: z.array(z.object({ amount: z.int().min(0), compareAt: z.int().min(0).nullable() })),
    }),
  ),
});

/** What a read product still has that the catalogue does not take. */
export function checkShape(product: ImportProduct): ImportIssue[] {
  const parsed = Imported.safeParse(product);
  if (parsed.success) return [];
  return parsed.error.issues.map((one) => issue(product.row, one.path.join("."), "not_accepted", product.handle));
}
