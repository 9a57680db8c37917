import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const worker = "service-worker.js";

/** Whether a file of the build is the service worker. */
export const isServiceWorker = ({ facadeModuleId }: { readonly facadeModuleId: string | null }): boolean =>
  facadeModuleId?.endsWith("/src/service-worker/main.ts") === true;

/** Tells the service worker what the build is made of, and so makes it another one whenever anything of it changes. */
export function listOfFiles(): Plugin {
  return {
    name: "list-of-files",
    apply: "build",
    generateBundle(_options, bundle) {
      const found = Object.values(bundle).find((output) => output.type === "chunk" && isServiceWorker(output));
      if (found?.type !== "chunk") this.error("the build has no service worker");
      // It runs as a script: what it would import, other pages could not share with it.
      if (found.imports.length + found.dynamicImports.length > 0) this.error("the service worker imports another file");
    },
    writeBundle({ dir = "" }) {
      const files = globSync("**/*", { cwd: dir })
        .filter((path) => path !== worker && statSync(join(dir, path)).isFile())
        .map((path) => path.replaceAll("\\", "/"))
        .toSorted();
      const hash = createHash("sha256");
      for (const path of files) hash.update(`${path}\0`).update(readFileSync(join(dir, path)));
      const build = { name: hash.digest("hex").slice(0, 16), files: files.map((path) => `/${path}`) };
      const script = join(dir, worker);
      writeFileSync(script, `const consoleBuild = ${JSON.stringify(build)};\n${readFileSync(script, "utf8")}`);
    },
  };
}
