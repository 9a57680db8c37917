import { appRules } from "./layering/app-rules.ts";
import { coreRules } from "./layering/core-rules.ts";
import { findCycles } from "./layering/cycles.ts";
import { isolationRules } from "./layering/isolation-rules.ts";
import { readModule } from "./layering/modules.ts";
import type { Module } from "./layering/modules.ts";
import { findSecondAdapters } from "./layering/one-adapter.ts";
import type { Rule, Violation } from "./layering/rule.ts";

export const rules: Rule[] = [...coreRules, ...appRules, ...isolationRules];

/** Who may import whom, over the given sources (path → text). */
export function checkLayering(sources: Map<string, string>): { modules: number; violations: Violation[] } {
  const modules = new Map<string, Module>();
  for (const [path, source] of sources) modules.set(path, readModule(path, source));
  const violations = [...modules.values()].flatMap((module) => rules.flatMap((rule) => apply(rule, module)));
  violations.push(...findSecondAdapters(modules.values()));
  for (const cycle of findCycles(modules)) {
    const because = "modules that need each other are one module, or need a third";
    violations.push({ rule: "no-cycles", because, path: cycle[0] ?? "", line: 1, found: cycle.join(" → ") });
  }
  return { modules: modules.size, violations };
}

export function describeViolation({ rule, because, path, line, found }: Violation): string {
  return `${path}:${line}  ${rule}: ${found} (${because})`;
}

function apply(rule: Rule, module: Module): Violation[] {
  if (!rule.where(module.path)) return [];
  const { name, because } = rule;
  const broken: Violation[] = module.imports
    .filter((imported) => rule.forbids?.(imported, module))
    .map(({ target, line }) => ({ rule: name, because, path: module.path, line, found: target }));
  if (rule.words) {
    module.code.split("\n").forEach((text, index) => {
      const found = rule.words?.exec(text)?.[0];
      if (found) broken.push({ rule: name, because, path: module.path, line: index + 1, found });
    });
  }
  if (rule.rawSql) {
    for (const { index, text } of rawSqlIn(module.code)) {
      const found = rule.rawSql.exec(text)?.[0];
      const line = module.code.slice(0, index).split("\n").length;
      if (found) broken.push({ rule: name, because, path: module.path, line, found });
    }
  }
  return broken;
}

/** The texts of sql`…` templates, with `$` for each hole; a template within a hole is a text of its own. */
function* rawSqlIn(code: string): Generator<{ index: number; text: string }> {
  for (const start of code.matchAll(/\bsql(?:<[^`]*?>)?`/g)) {
    const index = start.index + start[0].length;
    let text = "";
    let depth = 0;
    for (let i = index; i < code.length; i++) {
      const char = code[i] ?? "";
      if (depth === 0 && char === "`") break;
      if (depth === 0 && char === "$" && code[i + 1] === "{") {
        text += "$";
        depth = 1;
        i++;
      } else if (depth > 0) depth += char === "{" ? 1 : char === "}" ? -1 : 0;
      else text += char;
    }
    yield { index, text };
  }
}
