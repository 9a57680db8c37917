import type { ContentField, CustomField, ProductOption, ProductStatus, Variant } from "../schemas.ts";

/** A product's texts in one locale, as stored. */
export interface ContentState {
  readonly title: string | null;
  readonly description: string | null;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly slug: string;
  readonly optionTexts: Readonly<Record<string, string>>;
  readonly stale: readonly string[];
}

export interface VariantState {
  readonly id: string;
  readonly sku: string | null;
  readonly title: string | null;
  readonly optionValues: Readonly<Record<string, string>>;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  readonly lengthMm: number | null;
  readonly measure: Variant["measure"];
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly active: boolean;
  readonly position: number;
}

/** A product with everything that belongs to it in this slice: decided on as one, saved by difference. */
export interface ProductState {
  readonly id: string;
  readonly version: number;
  readonly status: ProductStatus;
  readonly taxClass: string;
  readonly brand: string | null;
  readonly productType: string | null;
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, CustomField>>;
  readonly options: readonly ProductOption[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly publishedAt: Date | null;
  readonly contents: Readonly<Record<string, ContentState>>;
  readonly variants: readonly VariantState[];
  readonly categoryIds: readonly string[];
}

export const emptyContent: ContentState = {
  title: null,
  description: null,
  seoTitle: null,
  seoDescription: null,
  slug: "",
  optionTexts: {},
  stale: [],
};

/** Changes of a locale's texts; undefined leaves a text as it is. Blank is none. */
export type ContentPatch = {
  readonly [F in ContentField]?: string | null | undefined;
} & { readonly slug?: string | undefined; readonly optionTexts?: Readonly<Record<string, string>> | undefined };
