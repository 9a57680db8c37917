import { readCatalogFile } from "@meridian/core/catalog";
import { adapter } from "../adapter.ts";
import type { CaseFile } from "../case-file.ts";

interface FileCase {
  readonly file: CaseFile;
  /** The cells of the table's row that names the file; empty for a file that is only said to be read. */
  readonly products: string;
  readonly variants: string;
  readonly also: string;
}

const isTable = ({ name }: CaseFile): boolean => name === "EXPECTED.md";

/** The row of the Markdown table beside the file: `| file | products | variants | also |`. */
function rowOf(file: CaseFile): FileCase {
  const rows = file.beside.filter(isTable).flatMap(({ text }) => text.split("\n"));
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  const [, , products = "", variants = "", also = ""] = cells.find(([, names]) => names?.includes(file.name)) ?? [];
  return { file, products, variants, also };
}

const counted = (cell: string): string | undefined => /^(\d+)(?: translations)?$/.exec(cell)?.[1];

/** Markets of the shops that the files are from; any other name in a file is a mistake. */
const shop = { currency: "USD", locale: "en", markets: ["Test Region", "default-channel", "channel-pln"] };

export const catalogFiles = adapter({
  name: "catalogue files",
  recognises: (file) => file.beside.some(isTable) && /\.(?:csv|json)$/.test(file.name),
  cases: (file) => [rowOf(file)],
  id: ({ file }) => file.name,
  call: readCatalogFile,
  args: ({ file }) => [file.text, shop],
  expected: ({ products, variants, also }) => ({
    refused: also.startsWith("refused"),
    things: counted(products),
    variants: counted(variants),
  }),
  answer: ({ format, products, variants, translations, errors }) => ({
    refused: format === null || errors.some(({ row, column }) => row !== null && column !== null),
    things: String(translations === 0 ? products : translations),
    variants: String(variants),
  }),
});
