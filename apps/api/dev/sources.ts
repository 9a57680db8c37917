import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../../..");

/** Files of the repository, committed or new, that Git does not ignore. */
export function listFiles(pattern: RegExp): string[] {
  const out = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return out.split("\n").filter((path) => pattern.test(path) && existsSync(join(root, path)));
}

/** Every TypeScript module of the repository. */
export const listModules = (): string[] => listFiles(/\.tsx?$/);

export function readSources(paths: string[]): Map<string, string> {
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
