import { posix } from "node:path";

/** What one import statement points at. */
export interface Import {
  /** A path of the repository, `npm:<package>` or `node:<module>`. */
  target: string;
  /** Vanishes when the types are stripped. */
  typeOnly: boolean;
  line: number;
}

export interface Module {
  path: string;
  imports: Import[];
  /** The source without its comments. */
  code: string;
}

/** Paths that packages of this workspace offer under their own name. */
const workspace: [RegExp, string][] = [
  [/^@meridian\/core\/(kernel|platform|testing)\/(.+)$/, "packages/core/src/$1/$2.ts"],
  [/^@meridian\/core\/(.+)\/(schemas|jobs)$/, "packages/core/src/$1/$2.ts"],
  [/^@meridian\/core\/(tenant-schema|wire)$/, "packages/core/src/$1.ts"],
  [/^@meridian\/core\/(.+)$/, "packages/core/src/$1/index.ts"],
  [/^@meridian\/api\/(.+)$/, "apps/api/src/$1/router.ts"],
  [/^@meridian\/storefront$/, "apps/storefront-sdk/src/index.ts"],
  [/^@meridian\/storefront\/(.+)$/, "apps/storefront-sdk/src/$1/index.ts"],
];

const STATEMENT = /^[ \t]*(?:(?:import|export)\s+(type\s)?([^'";]*?)\bfrom\s*|import\s*)["']([^"'\n]+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"'\n]+)["']/g;

/** Reads the imports of one file. Statements only: a line inside a comment or a doc example does not count. */
export function readModule(path: string, source: string): Module {
  const code = withoutComments(source);
  const imports: Import[] = [];
  const lineOf = (index: number) => code.slice(0, index).split("\n").length;
  for (const match of code.matchAll(STATEMENT)) {
    const [text, typeKeyword, names = "", specifier = ""] = match;
    const line = lineOf(match.index + text.length);
    imports.push({ target: resolveTarget(path, specifier), typeOnly: Boolean(typeKeyword) || onlyTypes(names), line });
  }
  for (const match of code.matchAll(DYNAMIC)) {
    const target = resolveTarget(path, match[1] ?? "");
    // `typeof import("…")` and `import("…").X` in a type position vanish too, but nobody here needs them.
    imports.push({ target, typeOnly: false, line: lineOf(match.index) });
  }
  return { path, imports, code };
}

/** `{ type A, type B }` */
function onlyTypes(names: string): boolean {
  const inner = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  if (inner === undefined) return false;
  const parts = inner
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 0 && parts.every((part) => part.startsWith("type "));
}

function resolveTarget(from: string, specifier: string): string {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith("node:")) return specifier;
  for (const [pattern, path] of workspace) {
    if (pattern.test(specifier)) return specifier.replace(pattern, path);
  }
  const [scope = "", name] = specifier.split("/");
  return `npm:${scope.startsWith("@") && name ? `${scope}/${name}` : scope}`;
}

/** Keeps line numbers; strings that hold `//` after a colon (addresses) survive. */
function withoutComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ""))
    .replace(/(?<![:"'`\\])\/\/[^\n"'`]*$/gm, "");
}
