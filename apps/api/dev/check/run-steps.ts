import { availableParallelism } from "node:os";
import type { Finding, Step } from "./steps.ts";

export interface StepResult extends Finding {
  name: string;
  seconds: number;
}

/** Most tools use two cores each: more of them at once only get into each other's way. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));

/** Runs the steps, side by side where the machine has room, and tells each result as it comes. */
export async function runSteps(
  steps: Step[],
  modules: string[],
  tell: (result: StepResult) => void,
): Promise<StepResult[]> {
  const results = new Map<Step, StepResult>();
  const lane = async (waiting: Step[]): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const started = performance.now();
      const finding = await judge(step, modules);
      const result = { name: step.name, ...finding, seconds: (performance.now() - started) / 1000 };
      results.set(step, result);
      tell(result);
    }
  };
  // What uses one core goes beside what cannot keep two busy all the time.
  const wide = steps.filter((step) => step.oneCore !== true);
  const narrow = steps.filter((step) => step.oneCore === true);
  await Promise.all([...Array.from({ length: AT_ONCE }, () => lane(wide)), lane(narrow)]);
  return steps.flatMap((step) => results.get(step) ?? []);
}

async function judge(step: Step, modules: string[]): Promise<Finding> {
  try {
    const finding = await step.run(modules);
    if (modules.length > 0 && finding.looked >= modules.length) return finding;
    const complaint = `It looked at ${finding.looked} files, but there are ${modules.length} modules.`;
    return { ...finding, ok: false, output: `${finding.output}\n${complaint}` };
  } catch (error) {
    return { ok: false, looked: 0, output: error instanceof Error ? error.message : String(error) };
  }
}
