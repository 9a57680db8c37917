import type { Module } from "./modules.ts";

/** Circles of modules that import one another at run time; each is reported once. */
export function findCycles(modules: Map<string, Module>): string[][] {
  const state = new Map<string, "open" | "done">();
  const cycles: string[][] = [];
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      cycles.push([...trail.slice(trail.indexOf(path)), path]);
      return;
    }
    state.set(path, "open");
    for (const { target, typeOnly } of modules.get(path)?.imports ?? []) {
      if (!typeOnly && modules.has(target)) visit(target, [...trail, path]);
    }
    state.set(path, "done");
  };
  for (const path of modules.keys()) visit(path, []);
  return cycles;
}
