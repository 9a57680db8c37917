import type { ImportFormat, ProductStatus } from "../../schemas.ts";
import type { FlagField, TextField, TranslatedField } from "./shape.ts";

/** What a column holds. A name in angle brackets is a group of the column's pattern. */
export type Target =
  | { readonly is: "text"; readonly field: TextField }
  | { readonly is: "status" | "stock" | "tags" | "tag" | "picture" | "currency" | "compareAt" | "price" | "ignored" }
  | { readonly is: "flag"; readonly field: FlagField }
  | { readonly is: "weight" | "weightUnit" | "lengthUnit" }
  | { readonly is: "length"; readonly field: "lengthMm" | "widthMm" | "heightMm" }
  /** A path from the root down: `Kitchen -> Kettles`. */
  | { readonly is: "category"; readonly separator: string }
  /** `<n>` numbers the option. */
  | { readonly is: "optionName" | "optionValue" }
  /** `<key>` names the field. */
  | { readonly is: "customField" }
  /** `<currency>`, and `<market>` where the price is of one market. */
  | { readonly is: "marketPrice" | "marketCompareAt" }
  /** `<locale>` and a text. */
  | { readonly is: "translation"; readonly field: TranslatedField }
  /** Per cent off the price; the price itself becomes the one to compare with. */
  | { readonly is: "discountPercent" };

export interface Column {
  /** The header in lower case, or a pattern of the whole of it. */
  readonly header: string | RegExp;
  readonly to: Target;
}

/** How one kind of file is read: data, no code. */
export interface Format {
  readonly name: ImportFormat;
  /** Headers that all must be there for a file to be of this kind. */
  readonly signature: readonly (string | RegExp)[];
  readonly columns: readonly Column[];
  /** Columns that are not in the list: those that match are an error, others only a warning. */
  readonly strict: RegExp;
  /**
   * `variant`: every line is a variant. `described`: a line with a title describes the product and is a variant
   * only of a product without options; a line with neither title nor options adds prices or pictures.
   * `translation`: every line translates a product that is there.
   */
  readonly lines: "variant" | "described" | "translation";
  readonly statuses: ReadonlyMap<string, ProductStatus>;
  /** Status of a product whose file says none. */
  readonly defaultStatus: ProductStatus;
  readonly units: { readonly weight: string; readonly length: string };
  readonly tagSeparator: string;
  /** Ids of the other system, which mean nothing here: as a category or tag they are left out with a warning. */
  readonly foreignId?: RegExp;
}

export const text = (header: string | RegExp, field: TextField): Column => ({ header, to: { is: "text", field } });
export const column = (header: string | RegExp, to: Target): Column => ({ header, to });
export const ignored = (...headers: (string | RegExp)[]): Column[] =>
  headers.map((header) => column(header, { is: "ignored" }));

export interface Bound {
  readonly target: Target;
  /** What the column's pattern has named. */
  readonly names: Readonly<Record<string, string>>;
}

/** What a column holds, or undefined for one that the format does not know. */
export function targetOf(format: Format, header: string): Bound | undefined {
  for (const { header: wanted, to } of format.columns) {
    if (wanted === header) return { target: to, names: {} };
    const found = typeof wanted === "string" ? null : wanted.exec(header);
    if (found !== null) return { target: to, names: { ...found.groups } };
  }
  return undefined;
}

/** A header as formats name it: lower case, single spaces, no byte order mark. */
export const headerOf = (cell: string): string =>
  cell
    .replace(/^\uFEFF/, "")
    .trim()
    .replace(/\s+/g, " ")
    .toLowerCase();

/** The first format whose signature the headers hold. */
export function formatOf(formats: readonly Format[], headers: readonly string[]): Format | undefined {
  const has = (wanted: string | RegExp) =>
    headers.some((header) => (typeof wanted === "string" ? wanted === header : wanted.test(header)));
  return formats.find((format) => format.signature.every(has));
}
