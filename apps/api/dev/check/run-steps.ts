import type { Finding, Step } from "./steps.ts";

export interface StepResult extends Finding {
  name: string;
  seconds: number;
}

/** Runs the steps side by side and tells each result as it comes. */
export function runSteps(steps: Step[], modules: string[], tell: (result: StepResult) => void): Promise<StepResult[]> {
  return Promise.all(
    steps.map(async (step) => {
      const started = performance.now();
      const result = {
        name: step.name,
        ...(await judge(step, modules)),
        seconds: (performance.now() - started) / 1000,
      };
      tell(result);
      return result;
    }),
  );
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
