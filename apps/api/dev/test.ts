import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "./check.ts";
import { root } from "./sources.ts";
import { parseTestOptions } from "./test/options.ts";
import type { Kind } from "./test/options.ts";
import { tallyPlaywright, tallyVitest } from "./test/tally.ts";
import type { Tally } from "./test/tally.ts";

const reports = join(root, ".cache/test");

const reportOf = (kind: Kind) => join(reports, `${kind}.json`);

/** Streams a tool to the terminal; resolves with its exit code. */
function stream(bin: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const program = join(root, "node_modules/.bin", bin);
    const child = spawn(program, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

async function runVitest(project: "unit" | "integration", rest: string[]): Promise<Tally> {
  const file = reportOf(project);
  const args = [
    "run",
    "--project",
    `${project}*`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  return tallyVitest(file, await stream("vitest", [...args, ...rest]));
}

async function runPlaywright(rest: string[]): Promise<Tally> {
  const file = reportOf("browser");
  const args = ["test", "--reporter=list,json", ...rest];
  return tallyPlaywright(file, await stream("playwright", args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file }));
}

function run(kind: Kind, rest: string[]): Promise<Tally> {
  switch (kind) {
    case "check":
      return check();
    case "conformance":
      // Loads all of core: a part that does not load must not keep the others from running.
      return import("./conformance/tally.ts").then((part) => part.tallyConformance(process.env["CONFORMANCE_DATA"]));
    case "unit":
    case "integration":
      return runVitest(kind, rest);
    case "browser":
      return runPlaywright(rest);
  }
}

/** `pnpm test`: check, unit, conformance, integration, browser. The last line is "N passed, N failed". */
async function main(): Promise<void> {
  const { kinds, rest } = parseTestOptions(process.argv.slice(2));
  mkdirSync(reports, { recursive: true });
  const results: { kind: Kind; tally: Tally }[] = [];
  for (const kind of kinds) {
    console.log(`\n== ${kind}`);
    rmSync(reportOf(kind), { force: true });
    results.push({ kind, tally: await run(kind, rest) });
  }
  console.log("");
  for (const { kind, tally } of results) {
    const remark = tally.remark ? ` (${tally.remark})` : "";
    console.log(`${kind.padEnd(12)} ${tally.passed} passed, ${tally.failed} failed${remark}`);
  }
  const sum = (part: "passed" | "failed") => results.reduce((total, { tally }) => total + tally[part], 0);
  const closing = `${sum("passed")} passed, ${sum("failed")} failed`;
  writeFileSync(join(reports, "closing-line"), `${closing}\n`);
  console.log(closing);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
