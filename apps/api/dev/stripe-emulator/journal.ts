import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Kind } from "./records.ts";

/** One stored or (with `null`) removed record: kind, owning account, id, value. */
export type Entry = [kind: Kind, owner: string, id: string, value: unknown];

export interface Journal {
  append(entries: Entry[]): void;
  close(): void;
}

const FILE = "emulator.jsonl";

export function readJournal(dataDir: string): Entry[] {
  const path = join(dataDir, FILE);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.flatMap((line, index) => parseLine(line, index >= lines.length - 2));
}

// A kill may tear the last line; each line is one commit, so the torn one never happened.
function parseLine(line: string, last: boolean): Entry[] {
  if (line === "") return [];
  try {
    return JSON.parse(line) as Entry[];
  } catch (error) {
    if (last) return [];
    throw error;
  }
}

/** Rewrites the file as one line per live record, then appends to it: one write per commit, so a killed process loses none. */
export function openJournal(dataDir: string, live: Iterable<Entry>): Journal {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  const fresh = `${path}.new`;
  writeFileSync(fresh, Array.from(live, (entry) => `${JSON.stringify([entry])}\n`).join(""));
  renameSync(fresh, path);
  const file = openSync(path, "a");
  return {
    append: (entries) => void writeSync(file, `${JSON.stringify(entries)}\n`),
    close: () => closeSync(file),
  };
}
