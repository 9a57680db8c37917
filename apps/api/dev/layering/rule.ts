import type { Import, Module } from "./modules.ts";

/** One rule about who may know whom. */
export interface Rule {
  name: string;
  /** Shown with each violation: what to do instead. */
  because: string;
  /** Which modules it speaks about. */
  where(path: string): boolean;
  /** True when this import breaks it. */
  forbids?(imported: Import, module: Module): boolean;
  /** Words that the code (without comments) must not contain. */
  words?: RegExp;
  /** What the text of a sql`…` must not contain; its holes read as `$`. */
  rawSql?: RegExp;
}

export interface Violation {
  rule: string;
  because: string;
  path: string;
  line: number;
  found: string;
}

export const CORE = "packages/core/src/";

const notSlices = new Set(["kernel", "platform", "testing"]);

/** `packages/core/src/tax/rules.ts` → `tax`; undefined outside the slices. */
export function sliceOf(path: string): string | undefined {
  const name = /^packages\/core\/src\/([^/]+)\//.exec(path)?.[1];
  return name === undefined || notSlices.has(name) ? undefined : name;
}

/** The path inside its slice: `rules.ts`, `adapters/stripe.ts`. */
export function innerPath(path: string): string {
  const slice = sliceOf(path);
  return slice === undefined ? path : path.slice(CORE.length + slice.length + 1);
}

export function isTest(path: string): boolean {
  return (
    /\.(test|test-d|e2e)\.tsx?$/.test(path) || /^(apps\/[^/]+\/(test|e2e)\/|packages\/core\/src\/testing\/)/.test(path)
  );
}

export const isKernel = (path: string) => path.startsWith(`${CORE}kernel/`);
export const isPlatform = (path: string) => path.startsWith(`${CORE}platform/`);
export const isRules = (path: string) => sliceOf(path) !== undefined && /^rules(\.ts$|\/)/.test(innerPath(path));
export const isSchemas = (path: string) =>
  sliceOf(path) !== undefined && /^([a-z-]+-)?schemas\.ts$/.test(innerPath(path));
export const isSql = (path: string) =>
  sliceOf(path) !== undefined && /^(tables\.ts$|queries\.ts$|queries\/|migrations\/)/.test(innerPath(path));
export const isAdapter = (path: string) => sliceOf(path) !== undefined && innerPath(path).startsWith("adapters/");
export const isPackage = (target: string) => target.startsWith("npm:");
/** Shapes for browsers that belong to no slice. */
export const isWire = (path: string) => path === `${CORE}wire.ts`;
