import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { root } from "../sources.ts";

const BUILD_INFOS = ".cache/types/*.tsbuildinfo";

/** The repository's files that the last `tsc -b` took in, by what it wrote down itself. */
export function filesInBuildInfo(): Set<string> {
  const files = new Set<string>();
  for (const path of globSync(BUILD_INFOS, { cwd: root })) {
    const full = join(root, path);
    const { fileNames = [] } = JSON.parse(readFileSync(full, "utf8")) as { fileNames?: string[] };
    for (const name of fileNames) files.add(relative(root, resolve(dirname(full), name)));
  }
  return files;
}
