/** What a file says, laid over what there is: the file wins where it speaks, everything else stays. */
import type { ProductOption, ProductStatus } from "../../schemas.ts";
import { withContent } from "../content.ts";
import { emptyContent, type ProductState, type VariantState } from "../product-state.ts";
import { sameChoice, withChosenValues } from "../variants.ts";
import type { ImportProduct, ImportTranslation, ImportVariant } from "./shape.ts";

export interface MergeOptions {
  readonly source: string;
  readonly now: Date;
  readonly keepAsDraft: boolean;
  readonly defaultStatus: ProductStatus;
  /** By path of names, joined by U+001F. */
  readonly categoryIds: ReadonlyMap<string, string>;
  readonly newProductId: () => string;
  readonly newVariantId: () => string;
}

export function mergeProduct(
  before: ProductState | undefined,
  item: ImportProduct,
  options: MergeOptions,
): ProductState {
  const base = before ?? newProduct(item, options);
  const status = options.keepAsDraft ? base.status : (item.status ?? base.status);
  const { options: productOptions, variants } = mergeVariants(base, item, options.newVariantId);
  const merged: ProductState = {
    ...base,
    status,
    publishedAt: status === "active" ? (base.publishedAt ?? options.now) : base.publishedAt,
    taxClass: item.taxClass ?? base.taxClass,
    brand: item.brand ?? base.brand,
    productType: item.productType ?? base.productType,
    tags: item.tags.length > 0 ? item.tags : base.tags,
    customFields: { ...base.customFields, ...item.customFields },
    categoryIds: item.categories.length > 0 ? categoriesOf(item, options.categoryIds) : base.categoryIds,
    options: productOptions,
    variants,
  };
  const texts: [string, ImportProduct["texts"]][] = [
    [options.source, item.texts],
    ...Object.entries(item.translations),
  ];
  return texts.reduce((product, [locale, patch]) => withContent(product, locale, options.source, patch), merged);
}

/** The product after lines of a file of translations. */
export function mergeTranslations(
  before: ProductState,
  lines: readonly ImportTranslation[],
  source: string,
): ProductState {
  return lines.reduce((product, line) => withContent(product, line.locale, source, line.texts), before);
}

function newProduct(
  item: ImportProduct,
  { source, now, keepAsDraft, defaultStatus, newProductId }: MergeOptions,
): ProductState {
  return {
    id: newProductId(),
    version: 1,
    status: keepAsDraft ? "draft" : defaultStatus,
    taxClass: "standard",
    brand: null,
    productType: null,
    tags: [],
    customFields: {},
    options: [],
    createdAt: now,
    updatedAt: now,
    publishedAt: null,
    contents: { [source]: { ...emptyContent, slug: item.handle } },
    variants: [],
    categoryIds: [],
  };
}

const categoriesOf = (item: ImportProduct, ids: ReadonlyMap<string, string>): string[] =>
  item.categories.flatMap((path) => ids.get(path.join("\u001f")) ?? []).toSorted();

function mergeVariants(base: ProductState, item: ImportProduct, newId: () => string) {
  const options = mergeOptions(base.options, item.options);
  const variants = [...base.variants];
  for (const line of item.variants) {
    if (line.implied && base.variants.length > 0) continue;
    const at = variants.findIndex((variant) => isFrom(line, variant));
    const known = variants[at];
    if (known === undefined) variants.push(mergeVariant(emptyVariant(newId(), nextPosition(variants)), line));
    else variants[at] = mergeVariant(known, line);
  }
  return { options: withChosenValues(options, variants), variants };
}

const nextPosition = (variants: readonly VariantState[]): number =>
  Math.max(-1, ...variants.map((variant) => variant.position)) + 1;

function mergeOptions(known: readonly ProductOption[], given: readonly ProductOption[]): readonly ProductOption[] {
  if (given.length === 0) return known;
  return given.map(({ name, values }) => {
    const before = known.find((option) => option.name === name)?.values ?? [];
    return { name, values: [...new Set([...before, ...values])] };
  });
}

/** Whether a line means this variant: by the SKU where both have one, else by the choice. */
export function isFrom(line: ImportVariant, variant: VariantState): boolean {
  return line.sku !== undefined && variant.sku !== null ? line.sku === variant.sku : sameChoice(variant, line);
}

function emptyVariant(id: string, position: number): VariantState {
  const nothing = {
    sku: null,
    title: null,
    barcode: null,
    weightGrams: null,
    lengthMm: null,
    measure: null,
    widthMm: null,
    heightMm: null,
  };
  return { id, ...nothing, optionValues: {}, active: true, position };
}

function mergeVariant(variant: VariantState, line: ImportVariant): VariantState {
  const { weightGrams, lengthMm, widthMm, heightMm } = line.numbers;
  const chosen = Object.keys(line.optionValues).length > 0;
  return {
    ...variant,
    sku: line.sku ?? variant.sku,
    title: line.title ?? variant.title,
    optionValues: chosen ? line.optionValues : variant.optionValues,
    barcode: line.barcode ?? variant.barcode,
    weightGrams: weightGrams ?? variant.weightGrams,
    lengthMm: lengthMm ?? variant.lengthMm,
    widthMm: widthMm ?? variant.widthMm,
    heightMm: heightMm ?? variant.heightMm,
  };
}
