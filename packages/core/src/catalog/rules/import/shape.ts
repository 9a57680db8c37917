import type { CustomField, ImportFormat, ImportIssue, ProductOption, ProductStatus } from "../../schemas.ts";
import type { IssueCode } from "./issue-codes.ts";

/** One line of a file after its mapping: plain values, prices as text with their column. */
export interface ImportRow {
  readonly row: number;
  readonly fields: Readonly<Partial<Record<TextField, string>>>;
  readonly flags: Readonly<Partial<Record<FlagField, boolean>>>;
  readonly numbers: Readonly<Partial<Record<NumberField, number>>>;
  readonly status: ProductStatus | undefined;
  readonly tags: readonly string[];
  readonly categories: readonly (readonly string[])[];
  readonly customFields: Readonly<Record<string, CustomField>>;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly prices: readonly RowPrice[];
  readonly pictures: readonly string[];
  readonly texts: readonly { readonly locale: string; readonly field: TranslatedField; readonly text: string }[];
}

export type TextField =
  | "handle"
  | "title"
  | "description"
  | "seoTitle"
  | "seoDescription"
  | "taxClass"
  | "brand"
  | "productType"
  | "sku"
  | "variantTitle"
  | "barcode"
  | "pictureAlt"
  | "locale"
  | "slug";
export type FlagField = "trackInventory" | "allowBackorder";
export type NumberField = "stock" | "weightGrams" | "lengthMm" | "widthMm" | "heightMm";
export type TranslatedField = "title" | "description" | "seoTitle" | "seoDescription" | "slug";

/** A price as the file has it. `market` is the name in its column, null for every market. */
export interface RowPrice {
  readonly market: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly compareAt: number | null;
  readonly column: string;
}

export interface ImportPrice {
  readonly row: number;
  readonly column: string;
  readonly market: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly compareAt: number | null;
}

export interface ImportPicture {
  readonly row: number;
  readonly url: string;
  readonly alt: string | null;
}

/** Undefined everywhere means: the file says nothing, leave what there is. */
export interface ImportVariant {
  readonly row: number;
  /** The line says nothing of a variant: it stands for the only one of a product that is new. */
  readonly implied: boolean;
  readonly sku: string | undefined;
  readonly title: string | undefined;
  readonly optionValues: Readonly<Record<string, string>>;
  readonly barcode: string | undefined;
  readonly numbers: ImportRow["numbers"];
  readonly flags: ImportRow["flags"];
  readonly prices: readonly ImportPrice[];
  readonly pictures: readonly ImportPicture[];
}

export interface ImportTexts {
  readonly title?: string;
  readonly description?: string;
  readonly seoTitle?: string;
  readonly seoDescription?: string;
  readonly slug?: string;
}

export interface ImportProduct {
  readonly row: number;
  /** The address in the shop's default locale: by it a product is found again. */
  readonly handle: string;
  readonly texts: ImportTexts;
  readonly translations: Readonly<Record<string, ImportTexts>>;
  readonly status: ProductStatus | undefined;
  readonly taxClass: string | undefined;
  readonly brand: string | undefined;
  readonly productType: string | undefined;
  readonly tags: readonly string[];
  readonly categories: readonly (readonly string[])[];
  readonly customFields: Readonly<Record<string, CustomField>>;
  readonly options: readonly ProductOption[];
  readonly variants: readonly ImportVariant[];
  readonly pictures: readonly ImportPicture[];
}

/** A translation of a product that is there already. */
export interface ImportTranslation {
  readonly row: number;
  readonly handle: string;
  readonly locale: string;
  readonly texts: ImportTexts;
}

/** A whole file: what it says, and what is wrong with it. */
export interface ImportFile {
  readonly format: ImportFormat;
  /** Of new products whose line says none. */
  readonly defaultStatus: ProductStatus;
  readonly products: readonly ImportProduct[];
  readonly translations: readonly ImportTranslation[];
  readonly errors: readonly ImportIssue[];
  readonly warnings: readonly ImportIssue[];
}

export function issue(
  row: number | null,
  column: string | null,
  code: IssueCode,
  value: string | null = null,
): ImportIssue {
  return { row, column, code, value: value === null ? null : value.slice(0, 200) };
}
