import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";

/** A file of the folder. `area` is the folder that it lies in: `tax`, `money`; empty for files at the top. */
export interface CaseFile {
  readonly path: string;
  readonly area: string;
  readonly name: string;
  readonly text: string;
  /** Undefined when the text is no JSON. */
  readonly json: unknown;
  /** What the file says of its kind, without the version: `tax-case`; null when it says nothing. */
  readonly schema: string | null;
  /** The files beside it, itself included. */
  readonly beside: readonly CaseFile[];
}

/** All files under the folder, by path. A folder that is one area itself (`--data …/tax`) is named after itself. */
export function readCaseFiles(folder: string): CaseFile[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const inFolder = new Map<string, CaseFile[]>();
  return found.map((file) => {
    const path = relative(folder, file);
    const beside = inFolder.get(dirname(file)) ?? [];
    inFolder.set(dirname(file), beside);
    const text = readFileSync(file, "utf8");
    const json = file.endsWith(".json") ? parse(text) : undefined;
    const area = path.includes(sep) ? (path.split(sep)[0] ?? "") : basename(folder);
    const read: CaseFile = { path, area, name: basename(file), text, json, schema: schemaOf(json), beside };
    beside.push(read);
    return read;
  });
}

function schemaOf(json: unknown): string | null {
  if (typeof json !== "object" || json === null || !("schema" in json) || typeof json.schema !== "string") return null;
  return json.schema.split("/")[0] ?? null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
