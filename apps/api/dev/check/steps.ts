import { checkLayering, describeViolation } from "../layering.ts";
import { readSources } from "../sources.ts";
import { filesInBuildInfo } from "./files-in-build-info.ts";
import { runTool } from "./run-tool.ts";

/** What a step found, and how many files it really looked at: a tool that read nothing must not pass. */
export interface Finding {
  ok: boolean;
  looked: number;
  output: string;
}

export interface Step {
  name: string;
  /** A program of one thread. */
  oneCore?: true;
  run(modules: string[]): Promise<Finding>;
}

const numberIn = (output: string, pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0);

const format: Step = {
  name: "format",
  async run() {
    const { code, output } = await runTool("oxfmt", ["--check"]);
    return { ok: code === 0, looked: numberIn(output, /on (\d+) files/), output };
  },
};

const lint: Step = {
  name: "lint",
  async run() {
    const { code, output } = await runTool("oxlint", ["--type-aware", "--deny-warnings"]);
    return { ok: code === 0, looked: numberIn(output, /on (\d+) files/), output };
  },
};

const types: Step = {
  name: "types",
  async run(modules) {
    const build = await runTool("tsc", ["-b", "--pretty", "false"]);
    const read = filesInBuildInfo();
    const missed = modules.filter((path) => !read.has(path));
    const complaints = missed.map((path) => `${path}: no TypeScript project includes it`);
    return {
      ok: build.code === 0 && missed.length === 0,
      looked: modules.length - missed.length,
      output: [build.output, ...complaints].join("\n"),
    };
  },
};

const layering: Step = {
  name: "layering",
  oneCore: true,
  run(modules) {
    const result = checkLayering(readSources(modules));
    const output = result.violations.map(describeViolation).join("\n");
    return Promise.resolve({ ok: result.violations.length === 0, looked: result.modules, output });
  },
};

const deadCode: Step = {
  name: "dead code",
  oneCore: true,
  async run() {
    const reporters = ["--reporter", "compact", "--reporter", "./apps/api/dev/check/knip-count.ts"];
    const { code, output } = await runTool("knip", ["--no-progress", "--no-config-hints", ...reporters]);
    return { ok: code === 0, looked: numberIn(output, /knip read (\d+) files/), output };
  },
};

export const steps: Step[] = [layering, format, types, lint, deadCode];
