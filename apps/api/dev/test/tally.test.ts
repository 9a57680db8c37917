import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { tallyPlaywright, tallyVitest } from "./tally.ts";

const dir = mkdtempSync(join(tmpdir(), "tally-"));
afterAll(() => rmSync(dir, { recursive: true }));

function report(content: unknown): string {
  const file = join(dir, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (numPassedTests: number, numFailedTests: number, numPendingTests = 0, testResults: unknown[] = []) =>
  report({ numPassedTests, numFailedTests, numPendingTests, numTodoTests: 0, testResults });

test("counts what vitest counted", () => {
  expect(tallyVitest(vitest(7, 0), 0)).toEqual({ passed: 7, failed: 0 });
  expect(tallyVitest(vitest(7, 2), 1)).toEqual({ passed: 7, failed: 2 });
});

test("a file that does not load is a failure", () => {
  expect(tallyVitest(vitest(7, 0, 0, [{ status: "failed", assertionResults: [] }]), 1).failed).toBe(1);
});

test("green needs tests and a clean exit", () => {
  expect(tallyVitest(vitest(0, 0), 0)).toEqual({ passed: 0, failed: 1, remark: "no test ran" });
  expect(tallyVitest(vitest(3, 0, 2), 0)).toEqual({ passed: 3, failed: 0, remark: "2 skipped" });
  expect(tallyVitest(vitest(3, 0), 1)).toMatchObject({ passed: 3, failed: 1 });
  expect(tallyVitest(join(dir, "missing.json"), 1)).toMatchObject({ passed: 0, failed: 1 });
});

test("counts what Playwright counted; a test that passed when tried again is told", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 };
  const remark = "1 only at the second try";
  expect(tallyPlaywright(report({ stats }), 1)).toEqual({ passed: 5, failed: 1, remark });
});
