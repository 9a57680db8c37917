import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build, type BuildEnvironmentOptions, defineConfig, type InlineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const src = (path: string): string => join(root, "src", path);
const run = promisify(execFile);

const common: InlineConfig = {
  root,
  cacheDir: "../../.cache/vite-sdk",
  configFile: false,
  publicDir: false,
  logLevel: "warn",
};
const output: BuildEnvironmentOptions = {
  target: "es2023",
  // What knows `light-dark()`.
  cssTarget: ["chrome123", "safari17.5", "firefox121"],
  reportCompressedSize: false,
  emptyOutDir: false,
  sourcemap: true,
};

/** One file without imports: for a script tag, and for the demo's own page. */
function single(outDir: string, entry: string, fileName: string, format: "iife" | "es"): InlineConfig {
  return { ...common, plugins: [sharedKeys()], build: { ...output, outDir, lib: { entry, formats: [format], name: "MeridianEmbed", fileName: () => fileName } } };
}

/** What a page or a bundler needs beside the modules: the script build, the declarations, the demo's script. */
function others(): Plugin {
  let outDir = "";
  return {
    name: "script-demo-declarations",
    apply: "build",
    configResolved(config) {
      outDir = resolve(root, config.build.outDir);
    },
    async closeBundle() {
      const tsc = join(root, "../../node_modules/typescript/bin/tsc");
      await Promise.all([
        build(single(outDir, src("elements/embed.ts"), "embed.js", "iife")),
        build(single(outDir, join(root, "demo/demo.ts"), "demo.js", "es")),
        run(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", join(outDir, "types")]),
      ]);
    },
  };
}

/**
 * Writes the keys of all languages once: German becomes its values alone, in the order of English. A quarter of a
 * kilobyte (gzip) that every page would load.
 */
function sharedKeys(): Plugin {
  const read = (language: string) => JSON.parse(readFileSync(src(`locales/${language}.json`), "utf8")) as Record<string, string>;
  return {
    name: "shared-keys",
    enforce: "pre",
    load(id) {
      if (!id.endsWith("/locales/de.json")) return null;
      const [en, de] = [read("en"), read("de")];
      const values = JSON.stringify(Object.keys(en).map((key) => de[key] ?? "").join("|"));
      const code = `import en from "./en.json"; const values = ${values}.split("|");
        export default Object.fromEntries(Object.keys(en).map((key, i) => [key, values[i]]));`;
      return { code, moduleType: "js" };
    },
  };
}

export default defineConfig({
  ...common,
  plugins: [sharedKeys(), others()],
  build: {
    ...output,
    emptyOutDir: true,
    lib: {
      entry: { index: src("index.ts"), consent: src("consent.ts"), elements: src("elements/index.ts") },
      formats: ["es"],
    },
    rolldownOptions: { output: { chunkFileNames: "shared-[hash].js" } },
  },
});
