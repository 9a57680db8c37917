import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build, type BuildEnvironmentOptions, defineConfig, type InlineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const src = (path: string): string => join(root, "src", path);
const run = promisify(execFile);
/** Those beside English. */
const languages = ["ar", "de", "es", "fr", "ja"];

const common: InlineConfig = {
  root,
  cacheDir: "../../.cache/vite-sdk",
  configFile: false,
  publicDir: false,
  logLevel: "warn",
  json: { namedExports: false },
};
const output: BuildEnvironmentOptions = {
  target: "es2023",
  // What knows `light-dark()`.
  cssTarget: ["chrome123", "safari17.5", "firefox121"],
  reportCompressedSize: false,
  emptyOutDir: false,
  sourcemap: true,
};

/** A script cannot be split: it fetches languages other than English from beside itself, when they are needed. */
const languagesBeside: Plugin = {
  name: "languages-beside",
  enforce: "pre",
  resolveId(source) {
    const language = /\/locales\/(\w+)\.json$/.exec(source)?.[1];
    return language === undefined || language === "en" ? null : { id: `./locales/${language}.js`, external: true };
  },
};

/** One file: for a script tag, and for the demo's own page. */
function single(outDir: string, entry: string, fileName: string, format: "iife" | "es"): InlineConfig {
  const lib = { entry, formats: [format], name: "MeridianEmbed", fileName: () => fileName };
  return { ...common, plugins: [languagesBeside], build: { ...output, outDir, lib } };
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

export default defineConfig({
  ...common,
  plugins: [others()],
  build: {
    ...output,
    emptyOutDir: true,
    lib: {
      entry: {
        index: src("index.ts"),
        consent: src("consent.ts"),
        elements: src("elements/index.ts"),
        ...Object.fromEntries(languages.map((language) => [`locales/${language}`, src(`locales/${language}.json`)])),
      },
      formats: ["es"],
    },
    rolldownOptions: { output: { chunkFileNames: "shared-[hash].js" } },
  },
});
