import { existsSync, readFileSync } from "node:fs";

export interface Tally {
  passed: number;
  failed: number;
  /** What the two numbers do not tell: skipped tests, or why a run failed although no test did. */
  remark?: string;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** A run counts as failed when it was not green for any reason: no test at all, an error outside the tests. */
export function tallyVitest(file: string, exitCode: number): Tally {
  const report = readReport<VitestReport>(file);
  if (!report) return crashed(exitCode);
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that could not be loaded has no tests to fail.
  const unloadable = report.testResults.filter((r) => r.status === "failed" && r.assertionResults.length === 0).length;
  return judge({ passed: report.numPassedTests, failed: report.numFailedTests + unloadable }, skipped, exitCode);
}

export function tallyPlaywright(file: string, exitCode: number): Tally {
  const report = readReport<PlaywrightReport>(file);
  if (!report) return crashed(exitCode);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const tally = judge({ passed: expected + flaky, failed: unexpected }, skipped, exitCode);
  const remarks = [flaky > 0 ? `${flaky} only at the second try` : "", tally.remark ?? ""].filter(Boolean).join(", ");
  return remarks ? { ...tally, remark: remarks } : tally;
}

function judge(counts: { passed: number; failed: number }, skipped: number, exitCode: number): Tally {
  const { passed, failed } = counts;
  if (passed + failed === 0) return { passed, failed: 1, remark: "no test ran" };
  if (failed === 0 && exitCode !== 0) return { passed, failed: 1, remark: "an error outside the tests" };
  return skipped > 0 ? { passed, failed, remark: `${skipped} skipped` } : { passed, failed };
}

const crashed = (exitCode: number): Tally => ({
  passed: 0,
  failed: 1,
  remark: `the runner wrote no report and ended with ${exitCode}`,
});

function readReport<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Report) : undefined;
}
