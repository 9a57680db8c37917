import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build, type BuildEnvironmentOptions, defineConfig, type InlineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const src = (path: string): string => join(root, "src", path);
const run = promisify(execFile);
const languages = ["ar", "de", "en", "es", "fr", "ja"];
/** What a page fetches only when somebody needs it. */
const late = ["account", "cart", "order", "product"];

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

/**
 * A script cannot be split: it fetches what comes late from beside itself, by addresses relative to its own. The parts
 * carry a hash of what is in them, so that a script in a cache never meets another version's.
 */
const beside = (parts: Readonly<Record<string, string>>): Plugin => ({
  name: "late-parts-beside",
  enforce: "pre",
  resolveId(source) {
    const words = /\/locales\/((?:parts\/)?\w+)\.json$/.exec(source)?.[1];
    if (words !== undefined && words !== "en") return { id: `./locales/${words}.js`, external: true };
    const part = parts[/\/parts\/(\w+)\.ts$/.exec(source)?.[1] ?? ""];
    return part === undefined ? null : { id: `./${part}`, external: true };
  },
});

/** One file: for a script tag, for what it fetches, and for the demo's own page. */
function single(
  outDir: string,
  entry: string,
  fileName: string,
  format: "iife" | "es",
  plugins: Plugin[] = [],
): InlineConfig {
  const lib = { entry, formats: [format], name: "MeridianEmbed", fileName: () => fileName };
  const rolldownOptions = { output: { minify: true } };
  return { ...common, plugins, build: { ...output, outDir, lib, rolldownOptions } };
}

const hashOf = (file: string, algorithm: string): string =>
  createHash(algorithm).update(readFileSync(file)).digest("base64");

/** The script build with its late parts. */
async function script(outDir: string): Promise<void> {
  const parts: Record<string, string> = {};
  await Promise.all(
    late.map(async (name) => {
      const file = join(outDir, `parts/${name}.js`);
      await build(single(outDir, src(`elements/parts/${name}.ts`), `parts/${name}.js`, "es"));
      rmSync(`${file}.map`, { force: true });
      const code = readFileSync(file, "utf8").replace(/\/\/# sourceMappingURL=.*\n?$/, "");
      writeFileSync(file, code);
      const hash = hashOf(file, "sha256").replaceAll(/[^\w]/g, "").slice(0, 8);
      renameSync(file, join(outDir, (parts[name] = `parts/${name}-${hash}.js`)));
    }),
  );
  await build(single(outDir, src("elements/embed.ts"), "embed.js", "iife", [beside(parts)]));
}

/** What `integrity` of a script tag, and of an import map for what it fetches, has to say. */
function writeIntegrity(outDir: string): void {
  const files = ["embed.js", ...globSync("{parts,locales,locales/parts}/*.js", { cwd: outDir }).toSorted()];
  const entries = files.map((file) => [file, `sha384-${hashOf(join(outDir, file), "sha384")}`]);
  writeFileSync(join(outDir, "integrity.json"), `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}

/**
 * What a page or a bundler needs beside the modules: the script build, the declarations, the demo's script. Everything
 * is made in a folder of its own and swapped in at the end: a build that fails leaves the last good one in place.
 */
function others(): Plugin {
  let outDir = "";
  let failed = false;
  return {
    name: "script-demo-declarations",
    apply: "build",
    config(user) {
      outDir = resolve(root, user.build?.outDir ?? "dist");
      return { build: { outDir: `${outDir}.next` } };
    },
    buildEnd(error) {
      failed = error !== undefined;
    },
    async closeBundle() {
      if (failed) return;
      const next = `${outDir}.next`;
      const tsc = join(root, "../../node_modules/typescript/bin/tsc");
      await Promise.all([
        script(next),
        build(single(next, join(root, "demo/demo.ts"), "demo.js", "es")),
        run(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", join(next, "types")]),
      ]);
      writeIntegrity(next);
      if (existsSync(outDir)) rmSync(outDir, { recursive: true });
      renameSync(next, outDir);
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
        react: src("react/index.ts"),
        ...Object.fromEntries(
          languages.flatMap((language) =>
            [`locales/${language}`, `locales/parts/${language}`].map((name) => [name, src(`${name}.json`)]),
          ),
        ),
      },
      formats: ["es"],
    },
    rolldownOptions: {
      external: ["react"],
      output: {
        chunkFileNames: "shared-[hash].js",
        banner: ({ name }) => (name === "react" ? '"use client";' : ""),
      },
    },
  },
});
