import { checkProducts, checkTranslations } from "./check-file.ts";
import { type Format, formatOf, headerOf, targetOf } from "./format.ts";
import { dummyjson } from "./formats/dummyjson.ts";
import { medusa } from "./formats/medusa.ts";
import { meridian } from "./formats/meridian.ts";
import { saleor } from "./formats/saleor.ts";
import { spree } from "./formats/spree.ts";
import { translations } from "./formats/translations.ts";
import { groupRows, toTranslations } from "./group-rows.ts";
import { type BoundColumn, readRow } from "./read-row.ts";
import { type ImportFile, type ImportRow, issue } from "./shape.ts";
import type { ImportFormat, ImportIssue } from "../../schemas.ts";

/** The first whose signature fits is taken, so the most particular come first. */
const formats: readonly Format[] = [translations, spree, medusa, saleor, dummyjson, meridian];

/** A file as a table: its header and its lines, and where the first line stands. */
export interface Table {
  readonly headers: readonly string[];
  readonly lines: readonly (readonly string[])[];
  /** The number of the first line as a reader counts: 2 below a header, 1 in a list. */
  readonly firstRow: number;
  readonly decimalComma: boolean;
}

/** Which kind of file has these headers. */
export function detectFormat(headers: readonly string[]): ImportFormat | undefined {
  return formatOf(formats, headers.map(headerOf))?.name;
}

export interface ReadFileOptions {
  readonly defaultCurrency: string;
  readonly defaultLocale: string;
  readonly ignoreColumns: readonly string[];
}

/** Reads a whole file of a known kind. With errors in it, nothing of it may be used. */
export function readTable(table: Table, options: ReadFileOptions): ImportFile | undefined {
  const format = formatOf(formats, table.headers.map(headerOf));
  if (format === undefined) return undefined;
  const { columns, errors, warnings } = bindColumns(format, table.headers, options.ignoreColumns);
  const rows: ImportRow[] = [];
  table.lines.forEach((cells, i) => {
    if (cells.every((cell) => cell.trim() === "")) return;
    const { defaultCurrency } = options;
    const read = readRow(cells, table.firstRow + i, {
      format,
      columns,
      defaultCurrency,
      decimalComma: table.decimalComma,
    });
    rows.push(read.row);
    errors.push(...read.errors);
    warnings.push(...read.warnings);
  });
  const kind = { format: format.name, defaultStatus: format.defaultStatus };
  if (format.lines === "translation") {
    const { translations: found, issues } = toTranslations(rows);
    return {
      ...kind,
      products: [],
      translations: found,
      errors: [...errors, ...issues, ...checkTranslations(found)],
      warnings,
    };
  }
  const { products, issues } = groupRows(rows, format, options.defaultLocale);
  const all = [...errors, ...issues, ...checkProducts(products)];
  return { ...kind, products, translations: [], errors: all, warnings };
}

function bindColumns(format: Format, headers: readonly string[], ignoreColumns: readonly string[]) {
  const leftOut = new Set(ignoreColumns.map(headerOf));
  const seen = new Set<string>();
  const errors: ImportIssue[] = [];
  const warnings: ImportIssue[] = [];
  const columns = headers.map((header): BoundColumn => {
    const name = headerOf(header);
    const nothing: BoundColumn = { header, target: { is: "ignored" }, names: {} };
    if (leftOut.has(name) || name === "") return nothing;
    if (seen.has(name)) errors.push(issue(1, header, "duplicate_column"));
    seen.add(name);
    const bound = targetOf(format, name);
    if (bound !== undefined) return { header, ...bound };
    if (format.strict.test(name)) errors.push(issue(1, header, "unknown_column"));
    else warnings.push(issue(1, header, "column_left_out"));
    return nothing;
  });
  return { columns, errors, warnings };
}
