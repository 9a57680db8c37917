import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../sources.ts";

/** The Chromium that the browser tests have unpacked, if they have run here. */
export function chromiumPath(): string | undefined {
  const cache = join(root, ".cache");
  const folders = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith("chromium-")) : [];
  return folders.map((folder) => join(cache, folder, "chromium")).findLast((path) => existsSync(path));
}
