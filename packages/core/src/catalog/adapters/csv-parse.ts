import { CsvError, parse } from "csv-parse";

export interface CsvTable {
  readonly headers: string[];
  readonly lines: string[][];
  readonly delimiter: "," | ";" | "\t";
}

export type CsvRead =
  | { readonly kind: "table"; readonly table: CsvTable }
  /** `row` as a spreadsheet counts: the header is 1. */
  | { readonly kind: "malformed"; readonly row: number };

const chunkBytes = 64 * 1024;

/** Reads CSV (RFC 4180) piece by piece, so that a large file does not hold up others. The delimiter is guessed. */
export async function readCsv(text: string): Promise<CsvRead> {
  const delimiter = guessDelimiter(text);
  const parser = parse({ bom: true, delimiter, relax_column_count_less: true, max_record_size: 1_000_000 });
  const lines: string[][] = [];
  const fed = feed(parser, Buffer.from(text, "utf8"));
  try {
    for await (const line of parser as AsyncIterable<string[]>) lines.push(line);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { kind: "malformed", row: lines.length + 1 };
  } finally {
    await fed;
  }
  const [headers = [], ...rest] = lines;
  return { kind: "table", table: { headers, lines: rest, delimiter } };
}

async function feed(parser: ReturnType<typeof parse>, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length && !parser.destroyed; at += chunkBytes) {
    parser.write(bytes.subarray(at, at + chunkBytes));
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
  if (!parser.destroyed) parser.end();
}

/** The delimiter that the header has most of, outside quotes. */
export function guessDelimiter(text: string): CsvTable["delimiter"] {
  const line = /^(?:[^"\n\r]|"(?:[^"]|"")*")*/.exec(text.slice(0, 100_000))?.[0] ?? "";
  const bare = line.replace(/"(?:[^"]|"")*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  const candidates = [",", ";", "\t"] as const;
  return candidates.reduce((best, one) => (count(one) > count(best) ? one : best));
}
