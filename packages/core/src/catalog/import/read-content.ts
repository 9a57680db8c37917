import { readCsv } from "../adapters/csv-parse.ts";
import { flatten } from "../rules/import/flatten.ts";
import { detectFormat, type Table } from "../rules/import/read-file.ts";
import { isObject, isSaleorDump } from "../rules/import/saleor-dump.ts";
import { saleorRecords } from "../rules/import/saleor-records.ts";
import type { ImportFormat } from "../schemas.ts";

/** More columns than any export has: a file with more is something else, and would fill the memory. */
const maxColumns = 1_000;

/** A file's text as a table of a known kind, or what keeps it from being one. */
export type ContentRead =
  | { readonly kind: "table"; readonly table: Table; readonly format: ImportFormat }
  | { readonly kind: "malformed"; readonly row: number | null }
  | { readonly kind: "unknown" };

export async function readContent(content: string): Promise<ContentRead> {
  const text = content.replace(/^\uFEFF/, "");
  const read = /^\s*[[{]/.test(text) ? readJson(text) : await readCsvTable(text);
  if (!("headers" in read)) return read;
  if (read.headers.length > maxColumns) return { kind: "unknown" };
  const format = detectFormat(read.headers);
  return format === undefined ? { kind: "unknown" } : { kind: "table", table: read, format };
}

async function readCsvTable(text: string): Promise<Table | ContentRead> {
  const read = await readCsv(text);
  if (read.kind === "malformed") return read;
  const { headers, lines, delimiter } = read.table;
  return { headers, lines, firstRow: 2, decimalComma: delimiter === ";" };
}

function readJson(text: string): Table | ContentRead {
  const data = parseJson(text);
  if (data === undefined) return { kind: "malformed", row: null };
  if (isSaleorDump(data)) return tableOf(saleorRecords(data));
  const products = isObject(data) ? data["products"] : data;
  return Array.isArray(products) ? tableOf(products.map((product) => flatten(product))) : { kind: "unknown" };
}

function tableOf(records: readonly Readonly<Record<string, string>>[]): Table | ContentRead {
  const headers = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (headers.length > maxColumns) return { kind: "unknown" };
  const lines = records.map((record) => headers.map((header) => record[header] ?? ""));
  return { headers, lines, firstRow: 1, decimalComma: false };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
