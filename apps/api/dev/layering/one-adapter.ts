import type { Module } from "./modules.ts";
import { CORE, isPackage, isTest } from "./rule.ts";
import type { Violation } from "./rule.ts";

/** Libraries that many files use by design. */
const everywhere = new Set(["npm:kysely", "npm:zod", "npm:pg"]);

/** In core, one file wraps a library; everybody else uses that file's interface. */
export function findSecondAdapters(modules: Iterable<Module>): Violation[] {
  const wrappers = new Map<string, string>();
  const violations: Violation[] = [];
  for (const { path, imports } of modules) {
    if (!path.startsWith(CORE) || isTest(path)) continue;
    for (const { target, line } of imports) {
      if (!isPackage(target) || everywhere.has(target)) continue;
      const wrapper = wrappers.get(target) ?? path;
      wrappers.set(target, wrapper);
      if (wrapper === path) continue;
      const because = `${wrapper} already wraps it: use that file's interface`;
      violations.push({ rule: "fixed-library-one-adapter", because, path, line, found: target });
    }
  }
  return violations;
}
