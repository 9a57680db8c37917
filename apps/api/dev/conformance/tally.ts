import { existsSync } from "node:fs";
import type { Tally } from "../test/tally.ts";
import { countsOf, linesOf } from "./report.ts";
import { runConformance } from "./run.ts";

/** The cases as a part of `pnpm test`. Without a folder nothing is run, which is said and is no failure. */
export async function tallyConformance(folder: string | undefined): Promise<Tally> {
  if (folder === undefined || folder === "") {
    return { passed: 0, failed: 0, remark: "NOT RUN: CONFORMANCE_DATA is not set" };
  }
  if (!existsSync(folder)) return { passed: 0, failed: 1, remark: `there is no folder ${folder}` };
  const report = await runConformance(folder, null);
  for (const line of linesOf(report)) console.log(line);
  const { passed, failed, skipped } = countsOf(report);
  if (passed + failed === 0) return { passed, failed: 1, remark: "no case was found" };
  return { passed, failed, remark: `${skipped} skipped by reviewed tags` };
}
