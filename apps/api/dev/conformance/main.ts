import { existsSync } from "node:fs";
import { parseOptions } from "./options.ts";
import { countsOf, linesOf } from "./report.ts";
import { runConformance } from "./run.ts";

/** `pnpm conformance [--data <folder>] [--area <name>]`: exit code 1 on any failure, 2 when not understood. */
async function main(): Promise<number> {
  const { data, area } = parseOptions(process.argv.slice(2), process.env);
  if (data === null) {
    console.log("NOT RUN: name a folder of cases with --data or CONFORMANCE_DATA.");
    return 0;
  }
  if (!existsSync(data)) throw new Error(`There is no folder ${data}.`);
  const report = await runConformance(data, area);
  if (area !== null && report.files.length + report.waiting.length + report.unknown.length === 0) {
    throw new Error(`There is no area “${area}” in ${data}.`);
  }
  for (const line of linesOf(report)) console.log(line);
  return countsOf(report).failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
