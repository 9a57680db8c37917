import { z } from "zod";
import { FocalPoint, Picture, PictureSize } from "../media/schemas.ts";
import { Measure, MeasurePrice } from "../pricing/schemas.ts";
import { taxClass } from "../tax/schemas.ts";
import { id, instant, line, locale, money, page, pageInput, text, version } from "../wire.ts";

export const productStatuses = ["draft", "active", "archived"] as const;
export const ProductStatus = z.enum(productStatuses);
export type ProductStatus = z.output<typeof ProductStatus>;

/** The part of an address that names a product in one locale: lower-case words of any script, joined by hyphens. */
export const Slug = z
  .string()
  .min(1)
  .max(150)
  .regex(/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$/u, "words and hyphens");

export const maxOptions = 3;
export const maxVariants = 250;
export const ProductOption = z.object({ name: line(60), values: z.array(line(120)).min(1).max(100) });
export type ProductOption = z.output<typeof ProductOption>;
const distinct = (texts: readonly string[]) => new Set(texts).size === texts.length;
const Options = z
  .array(ProductOption)
  .max(maxOptions)
  .refine((options) => distinct(options.map((option) => option.name)), "each name once")
  .refine((options) => options.every((option) => distinct(option.values)), "each value once");

export const CustomField = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), value: z.string().min(1).max(2_000) }),
  z.object({ type: z.literal("number"), value: z.number() }),
  z.object({ type: z.literal("boolean"), value: z.boolean() }),
  z.object({ type: z.literal("date"), value: z.iso.date() }),
  z.object({ type: z.literal("list"), value: z.array(z.string().min(1).max(200)).max(100) }),
]);
export type CustomField = z.output<typeof CustomField>;
export const CustomFields = z.record(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,79}$/u), CustomField);

const Tags = z.array(line(80)).max(100);

/** A product's texts in one locale. A missing text falls back along the reader's chain of locales. */
export const contentFields = ["title", "description", "seoTitle", "seoDescription"] as const;
export type ContentField = (typeof contentFields)[number];
const texts = {
  title: line(250).nullable().optional(),
  description: text(50_000).nullable().optional(),
  seoTitle: line(250).nullable().optional(),
  seoDescription: line(1_000).nullable().optional(),
  slug: Slug.optional(),
  /** Option names and values as the source has them → as this locale says it. */
  optionTexts: z.record(z.string().max(120), line(120)).optional(),
};
export const Content = z.object({
  title: z.string().nullable(),
  description: z.string().nullable(),
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  slug: z.string(),
  optionTexts: z.record(z.string(), z.string()),
  /** Fields whose source text has changed since they were translated. */
  stale: z.array(z.string()),
});
export type Content = z.output<typeof Content>;

const grams = z.int().min(0).max(10_000_000).nullable();
const millimetres = z.int().min(0).max(1_000_000).nullable();
const variantFields = {
  sku: line(120).nullable().optional(),
  title: line(250).nullable().optional(),
  barcode: line(60).nullable().optional(),
  weightGrams: grams.optional(),
  lengthMm: millimetres.optional(),
  widthMm: millimetres.optional(),
  heightMm: millimetres.optional(),
  /** For the price per unit of measure; null shows none. */
  measure: Measure.nullable().optional(),
  trackInventory: z.boolean().optional(),
  allowBackorder: z.boolean().optional(),
  active: z.boolean().optional(),
};
export const NewVariant = z.object({ ...variantFields, optionValues: z.record(z.string(), z.string()).default({}) });
export type NewVariant = z.output<typeof NewVariant>;

export const Variant = z.object({
  id: id("var"),
  sku: z.string().nullable(),
  title: z.string().nullable(),
  optionValues: z.record(z.string(), z.string()),
  barcode: z.string().nullable(),
  weightGrams: z.int().nullable(),
  lengthMm: z.int().nullable(),
  widthMm: z.int().nullable(),
  heightMm: z.int().nullable(),
  measure: Measure.nullable(),
  active: z.boolean(),
  position: z.int(),
  trackInventory: z.boolean(),
  allowBackorder: z.boolean(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
});
export type Variant = z.output<typeof Variant>;

/** A product as staff see it: all locales, variants with stock, pictures. */
export const Product = z.object({
  id: id("prd"),
  version,
  status: ProductStatus,
  sourceLocale: z.string(),
  taxClass: z.string(),
  brand: z.string().nullable(),
  productType: z.string().nullable(),
  tags: z.array(z.string()),
  customFields: CustomFields,
  options: z.array(ProductOption),
  translations: z.record(z.string(), Content),
  categories: z.array(z.object({ id: id("cat"), path: z.string(), title: z.string() })),
  variants: z.array(Variant),
  pictures: z.array(Picture),
  createdAt: instant,
  updatedAt: instant,
  publishedAt: instant.nullable(),
});
export type Product = z.output<typeof Product>;

export const productSorts = ["updated", "title"] as const;
/** Products whose texts in a locale are not all there, or are older than their source. */
const translationFilter = z.object({ locale, state: z.enum(["missing", "stale"]) });

export const ListProducts = z.object({
  ...pageInput,
  status: ProductStatus.nullable().default(null),
  q: z.string().trim().max(200).default(""),
  categoryId: id("cat").nullable().default(null),
  translation: translationFilter.nullable().default(null),
  sort: z.enum(productSorts).default("updated"),
});
export const ProductRow = z.object({
  id: id("prd"),
  version,
  status: ProductStatus,
  title: z.string(),
  titleLocale: z.string(),
  slug: z.string(),
  variants: z.int(),
  sku: z.string().nullable(),
  /** Pieces left to sell over all tracked variants; null when nothing is tracked. */
  available: z.int().nullable(),
  picture: z.string().nullable(),
  /** Base price of its first variant in the shop's default currency; null without one. */
  price: money.nullable(),
  /** Locales with at least one text that is older than its source. */
  staleLocales: z.array(z.string()),
  /** How many of title and description the source has, and how many of those each other locale has. */
  texts: z.object({ wanted: z.int(), done: z.record(z.string(), z.int()) }),
  updatedAt: instant,
});
export const ProductPage = page(ProductRow);

export const GetProduct = z.object({ id: id("prd") });

const productFields = {
  taxClass: taxClass.optional(),
  brand: line(120).nullable().optional(),
  productType: line(120).nullable().optional(),
  tags: Tags.optional(),
  customFields: CustomFields.optional(),
  categoryIds: z.array(id("cat")).max(50).optional(),
};
export const CreateProduct = z.object({
  ...texts,
  title: line(250),
  ...productFields,
  options: Options.default([]),
  variants: z
    .array(NewVariant)
    .min(1)
    .max(maxVariants)
    .default([{ optionValues: {} }]),
});
export type CreateProduct = z.output<typeof CreateProduct>;

/** Changes only what is given. Texts are those of the shop's default locale. */
export const UpdateProduct = z.object({
  id: id("prd"),
  version,
  ...texts,
  title: line(250).optional(),
  ...productFields,
  options: Options.optional(),
});
export type UpdateProduct = z.output<typeof UpdateProduct>;

export const SetTranslation = z.object({ id: id("prd"), version, locale, ...texts });
export type SetTranslation = z.output<typeof SetTranslation>;

export const PublishProducts = z.object({ ids: z.array(id("prd")).min(1).max(100) });
/** The products whose status changed. */
export const StatusChange = z.object({ changed: z.array(id("prd")) });

export const AddVariant = z.object({ productId: id("prd"), version, variant: NewVariant });
export const UpdateVariant = z.object({
  productId: id("prd"),
  id: id("var"),
  version,
  ...variantFields,
  optionValues: z.record(z.string(), z.string()).optional(),
});
export type UpdateVariant = z.output<typeof UpdateVariant>;

/** A category as a shop's visitor sees it. */
export const ShopCategory = z.object({ id: id("cat"), path: z.string(), title: z.string(), products: z.int() });
export const ShopCategories = z.object({ items: z.array(ShopCategory) });

const ShopPicture = z.object({
  url: z.string(),
  width: z.int(),
  height: z.int(),
  /** The same picture smaller, narrowest first. */
  sizes: z.array(PictureSize),
  /** What must stay in sight where the picture is cropped, in percent from its upper left. */
  focal: FocalPoint,
  alt: z.string(),
  variantId: id("var").nullable(),
});
const direction = z.enum(["ltr", "rtl"]);
const price = {
  price: money,
  compareAt: money.nullable(),
  taxIncluded: z.boolean(),
  /**
   * Where a reduction is announced in a market of the European Economic Area: the lowest price of the 30 days before
   * it, as it was shown. Null otherwise, and when there was none.
   */
  lowestPrice30d: money.nullable(),
};

export const shopSorts = ["relevance", "newest", "title"] as const;
export const ShopProductsInput = z.object({
  q: z.string().trim().max(200).default(""),
  /** A category's path; its sub-categories count as well. */
  category: z.string().max(500).nullable().default(null),
  sort: z.enum(shopSorts).default("relevance"),
  first: z.int().min(1).max(100).default(24),
  after: pageInput.after,
});
export const ShopProductCard = z.object({
  id: id("prd"),
  slug: z.string(),
  title: z.string(),
  locale: z.string(),
  dir: direction,
  picture: ShopPicture.nullable(),
  /** The lowest price of its variants; `from` when others cost more. */
  ...price,
  from: z.boolean(),
  inStock: z.boolean(),
  /** Its only variant, which needs no choosing; null when there are several. */
  variantId: id("var").nullable(),
});
export type ShopProductCard = z.output<typeof ShopProductCard>;
export const ShopProductPage = page(ShopProductCard);

export const ShopVariant = z.object({
  id: id("var"),
  sku: z.string().nullable(),
  title: z.string(),
  optionValues: z.record(z.string(), z.string()),
  ...price,
  inStock: z.boolean(),
  /** Pieces left; null when any number can be had. */
  available: z.int().nullable(),
  weightGrams: z.int().nullable(),
  /** The price per unit of measure, where the variant's content is known. */
  measurePrice: MeasurePrice.nullable(),
});
export type ShopVariant = z.output<typeof ShopVariant>;

const OptionValue = z.object({ value: z.string(), label: z.string() });
export const ShopProductInput = z.object({ slug: z.string().min(1).max(300) });
export const ShopProduct = z.object({
  id: id("prd"),
  slug: z.string(),
  /** The address asked for is an old one, or another language's: `slug` is the right one. */
  moved: z.boolean(),
  title: z.string(),
  description: z.string(),
  seoTitle: z.string(),
  seoDescription: z.string(),
  /** Which locale each text came from. */
  locales: z.record(z.string(), z.string()),
  dir: direction,
  /** The product's address in every locale that has one. */
  slugs: z.record(z.string(), z.string()),
  brand: z.string().nullable(),
  tags: z.array(z.string()),
  customFields: CustomFields,
  /** `name` and `value` are stable codes, the labels are for reading. */
  options: z.array(z.object({ name: z.string(), label: z.string(), values: z.array(OptionValue) })),
  variants: z.array(ShopVariant),
  pictures: z.array(ShopPicture),
  categories: z.array(z.object({ path: z.string(), title: z.string() })),
});
export type ShopProduct = z.output<typeof ShopProduct>;

export const importFormats = ["meridian", "translations", "spree", "medusa", "saleor", "dummyjson"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Something about a row: an error keeps the whole file out, a warning does not. */
export const ImportIssue = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  value: z.string().nullable(),
});
export type ImportIssue = z.output<typeof ImportIssue>;

export const ImportResult = z.object({
  products: z.int(),
  created: z.int(),
  changed: z.int(),
  variants: z.int(),
  prices: z.int(),
  translations: z.int(),
  pictures: z.int(),
  warnings: z.array(ImportIssue),
  warningCount: z.int(),
  errors: z.array(ImportIssue),
  errorCount: z.int(),
});
export type ImportResult = z.output<typeof ImportResult>;

export const Import = z.object({
  id: id("job"),
  fileName: z.string(),
  format: z.enum(importFormats),
  dryRun: z.boolean(),
  /** `refused`: the file has errors and nothing was changed. */
  state: z.enum(["queued", "running", "done", "refused", "failed"]),
  progress: z.object({ phase: z.string(), done: z.int(), total: z.int() }).nullable(),
  result: ImportResult.nullable(),
  errorCode: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type Import = z.output<typeof Import>;
