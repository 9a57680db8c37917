import { runSteps } from "./check/run-steps.ts";
import type { StepResult } from "./check/run-steps.ts";
import { steps } from "./check/steps.ts";
import { listModules } from "./sources.ts";

/** `pnpm check`: no database, seconds. Returns how many of its steps passed and failed. */
export async function check(): Promise<{ passed: number; failed: number }> {
  const results = await runSteps(steps, listModules(), tell);
  const passed = results.filter((result) => result.ok).length;
  return { passed, failed: results.length - passed };
}

function tell({ name, ok, looked, seconds, output }: StepResult): void {
  if (!ok) console.log(output.trim());
  console.log(`${ok ? "✓" : "✗"} ${name.padEnd(10)} ${looked} files, ${seconds.toFixed(1)} s`);
}

if (import.meta.main) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
