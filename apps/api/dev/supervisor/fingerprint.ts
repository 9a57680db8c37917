import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** One hash over the contents of files and folders: does a step have to run again? */
export function fingerprint(cwd: string, paths: string[]): string {
  const hash = createHash("sha256");
  const files = paths.flatMap((path) => {
    const full = join(cwd, path);
    if (!existsSync(full)) return [];
    return statSync(full).isDirectory() ? globSync(`${path}/**/*`, { cwd, exclude: ["**/node_modules/**"] }) : [path];
  });
  for (const file of files.sort()) {
    const full = join(cwd, file);
    if (statSync(full).isFile()) hash.update(`${file}\0`).update(readFileSync(full)).update("\0");
  }
  return hash.digest("hex");
}

/** Runs a step unless its stamp says that it ran on the same inputs. */
export async function unlessDone(stamp: string, key: string, step: () => Promise<void>): Promise<boolean> {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === key) return false;
  await step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, key);
  return true;
}
