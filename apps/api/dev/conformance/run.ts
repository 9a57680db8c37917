import { adapters } from "./adapters/index.ts";
import type { Adapter, Outcome, Trial } from "./adapter.ts";
import { type CaseFile, readCaseFiles } from "./case-file.ts";
import { companions, type SkipTag, withoutFunction } from "./skips.ts";

export interface Failure {
  readonly id: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface FileReport {
  readonly path: string;
  readonly area: string;
  readonly adapters: readonly string[];
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: Readonly<Partial<Record<SkipTag, number>>>;
}

export interface Report {
  readonly files: readonly FileReport[];
  /** Known files that no function can be asked about yet, and what is missing. */
  readonly waiting: readonly { readonly path: string; readonly lacks: string }[];
  readonly unknown: readonly string[];
}

/** Tries every case under the folder, or of one area of it. */
export async function runConformance(folder: string, area: string | null, known = adapters): Promise<Report> {
  const files: FileReport[] = [];
  const waiting: { path: string; lacks: string }[] = [];
  const unknown: string[] = [];
  for (const file of readCaseFiles(folder)) {
    if (area !== null && file.area !== area) continue;
    const fitting = known.filter((one) => one.recognises(file));
    const lacks = withoutFunction.get(file.schema ?? file.name);
    if (fitting.length > 0) files.push(await tryFile(file, fitting));
    else if (lacks !== undefined) waiting.push({ path: file.path, lacks });
    else if (!companions.some((pattern) => pattern.test(file.path))) unknown.push(file.path);
  }
  return { files, waiting, unknown };
}

async function tryFile(file: CaseFile, fitting: readonly Adapter[]): Promise<FileReport> {
  const failures: Failure[] = [];
  const skipped: Partial<Record<SkipTag, number>> = {};
  let passed = 0;
  for (const one of fitting) {
    const { trials, problem } = trialsOf(one, file);
    if (problem !== null) failures.push({ id: one.name, expected: "cases", got: problem });
    for (const { id, skip, run } of trials) {
      if (skip === null) {
        const { ok, expected, got } = await outcomeOf(run);
        if (ok) passed++;
        else failures.push({ id, expected, got });
      } else skipped[skip] = (skipped[skip] ?? 0) + 1;
    }
  }
  return { path: file.path, area: file.area, adapters: fitting.map(({ name }) => name), passed, failures, skipped };
}

/** A file that says it is of a kind and is not, or has no case at all, must fail, not fall over or pass. */
function trialsOf(one: Adapter, file: CaseFile): { trials: readonly Trial[]; problem: string | null } {
  try {
    const trials = one.trials(file);
    return { trials, problem: trials.length === 0 ? "none in the file" : null };
  } catch (error) {
    return { trials: [], problem: said(error) };
  }
}

async function outcomeOf(run: Trial["run"]): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    return { ok: false, expected: "an answer", got: said(error) };
  }
}

function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? ` ${String(error.code)}` : "";
  return `${error.name}${code}: ${error.message}`;
}
