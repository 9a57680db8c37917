import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./sources.ts";
import { type FaultReport, faultRows, faultTable } from "./test/fault-table.ts";

/** What breaks things on purpose, and what looks for data where it must not be. */
const suites = [
  "apps/api/test/faults",
  "apps/api/test/scenarios",
  ...["residency", "migrations", "migrations-large", "holes", "cells", "domains", "plan-limits"].map(
    (name) => `apps/api/test/${name}.test.ts`,
  ),
  ...["life-of-a-shop", "roused-shop", "tenancy-borders"].map((name) => `apps/api/test/${name}.test.ts`),
  ...["hibernation", "off-boarding", "provision-tenant", "cell-room"].map(
    (name) => `packages/core/src/tenants/${name}.db.test.ts`,
  ),
];

function runVitest(report: string): Promise<number> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return new Promise((resolve, reject) => {
    const vitest = join(root, "node_modules/.bin/vitest");
    const child = spawn(vitest, ["run", "--project", "integration", ...reporters, ...suites], {
      cwd: root,
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** `pnpm test:faults`: one table at the end, and exit code 1 unless every row passed. */
async function main(): Promise<number> {
  const report = join(root, ".cache/test/faults.json");
  const begun = performance.now();
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const code = await runVitest(report);
  if (!existsSync(report)) throw new Error(`vitest wrote no report and ended with ${code}`);
  const rows = faultRows(JSON.parse(readFileSync(report, "utf8")) as FaultReport);
  const failed = rows.filter(({ result }) => result === "FAILED").length;
  const notRun = rows.filter(({ result }) => result === "not run").length;
  for (const line of ["", ...faultTable(rows)]) console.log(line);
  const remark = notRun === 0 ? "" : `, ${notRun} not run`;
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  console.log(`\n${rows.length - failed - notRun} passed, ${failed} failed${remark}, in ${minutes} minutes`);
  return code === 0 && failed === 0 && rows.length > 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
