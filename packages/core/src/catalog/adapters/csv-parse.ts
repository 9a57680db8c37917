import { CsvError, parse } from "csv-parse";

export interface CsvTable {
  readonly headers: string[];
  readonly lines: string[][];
  readonly delimiter: "," | ";" | "\t";
}

export type CsvRead =
  | { readonly kind: "table"; readonly table: CsvTable }
  | { readonly kind: "malformed"; readonly row: number | null; readonly code: string };

const chunkLength = 64 * 1024;

/** Reads CSV (RFC 4180) piece by piece, so that a large file does not hold up others. The delimiter is guessed. */
export async function readCsv(text: string): Promise<CsvRead> {
  const delimiter = guessDelimiter(text);
  const parser = parse({ bom: true, delimiter, relax_column_count_less: true, skip_empty_lines: false, max_record_size: 1_000_000 });
  const lines: string[][] = [];
  const fed = feed(parser, text);
  try {
    for await (const line of parser as AsyncIterable<string[]>) lines.push(line);
    await fed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { kind: "malformed", row: lines.length + 1, code: error.code.toLowerCase().replace(/^csv_/, "csv_") };
  }
  const [headers = [], ...rest] = lines;
  return { kind: "table", table: { headers, lines: rest, delimiter } };
}

async function feed(parser: ReturnType<typeof parse>, text: string): Promise<void> {
  for (let at = 0; at < text.length && !parser.destroyed; at += chunkLength) {
    parser.write(text.slice(at, at + chunkLength));
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
  parser.end();
}

/** The delimiter that the header has most of, outside quotes. */
export function guessDelimiter(text: string): CsvTable["delimiter"] {
  const line = /^(?:[^"\n\r]|"(?:[^"]|"")*")*/.exec(text.slice(0, 100_000))?.[0] ?? "";
  const bare = line.replace(/"(?:[^"]|"")*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  const candidates = [",", ";", "\t"] as const;
  return candidates.reduce((best, one) => (count(one) > count(best) ? one : best));
}
