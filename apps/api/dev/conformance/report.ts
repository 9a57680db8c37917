import { brief } from "./compare.ts";
import type { FileReport, Report } from "./run.ts";
import { skipReasons, skipTags } from "./skips.ts";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const added = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const skippedIn = ({ skipped }: FileReport): number => added(Object.values(skipped));

export function countsOf({ files }: Report): Counts {
  return {
    passed: added(files.map((file) => file.passed)),
    failed: added(files.map((file) => file.failures.length)),
    skipped: added(files.map(skippedIn)),
  };
}

/** The report as lines; the last is "N passed, N failed, N skipped". `most` failures of a file are shown. */
export function linesOf(report: Report, most = 10): string[] {
  const width = Math.max(0, ...report.files.map(({ path }) => path.length));
  const { passed, failed, skipped } = countsOf(report);
  return [
    ...report.files.flatMap((file) => {
      const counts = `${file.passed} passed, ${file.failures.length} failed, ${skippedIn(file)} skipped`;
      const failures = file.failures.slice(0, most).flatMap(({ id, expected, got }) => {
        return [`    ${id}`, `      expected ${brief(expected)}`, `      got      ${brief(got)}`];
      });
      const more = file.failures.length - most;
      return [`${file.path.padEnd(width)}  ${counts}`, ...failures, ...(more > 0 ? [`    … ${more} more`] : [])];
    }),
    ...skipTags
      .map((tag) => ({ tag, count: added(report.files.map((file) => file.skipped[tag] ?? 0)) }))
      .filter(({ count }) => count > 0)
      .map(({ tag, count }) => `skipped ${count} × ${tag}: ${skipReasons[tag]}`),
    ...report.waiting.map(({ path, lacks }) => `no function yet: ${path} (${lacks})`),
    ...report.unknown.map((path) => `not known: ${path}`),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ];
}
