import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const root = resolve(import.meta.dirname, "..");
const repository = resolve(root, "../..");
mkdirSync(join(repository, ".cache"), { recursive: true });
const out = mkdtempSync(join(repository, ".cache/sdk-"));
const read = (file: string) => readFileSync(join(out, file), "utf8");
const gzip = (...files: string[]) => files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);

// Each starts a bundler or a compiler, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });
beforeAll(() => {
  execFileSync(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", root, "--outDir", out], {
    stdio: "pipe",
  });
}, 120_000);
afterAll(() => {
  for (const folder of [out, `${out}.next`]) rmSync(folder, { recursive: true, force: true });
});

const languages = ["ar", "de", "en", "es", "fr", "ja"];

/** A module for a page, as its bundler makes it: minified. Late parts are left out. */
async function bundled(code: string): Promise<number> {
  const entry = join(out, `page-${createHash("sha256").update(code).digest("hex").slice(0, 8)}.js`);
  writeFileSync(entry, code);
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      modulePreload: false,
      minify: true,
      target: "es2023",
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: "strict",
      },
    },
  });
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  const first = chunks.find((chunk) => chunk.type === "chunk" && chunk.isEntry);
  const seen = new Set<string>();
  const size = (name: string): number => {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    if (chunk?.type !== "chunk" || seen.has(name)) return 0;
    seen.add(name);
    return chunk.imports.reduce((sum, one) => sum + size(one), gzipSync(chunk.code, { level: 9 }).length);
  };
  return size(first?.fileName ?? "");
}

test("what a page loads stays within its budget", async () => {
  const late = readdirSync(join(out, "parts")).filter((file) => file.endsWith(".js"));
  const headless = 'export * from "./index.js"; export * from "./consent.js";';
  const sizes = {
    client: await bundled('export * from "./index.js";'),
    consent: gzip("consent.js"),
    // What these bring beside client and consent.
    react: gzip("react.js"),
    elements:
      (await bundled(`${headless} import { define } from "./elements.js"; define();`)) - (await bundled(headless)),
    embed: gzip("embed.js"),
    latePart: Math.max(...late.map((file) => gzip(`parts/${file}`))),
    language: Math.max(...languages.map((name) => gzip(`locales/${name}.js`))),
    lateWords: Math.max(...languages.map((name) => gzip(`locales/parts/${name}.js`))),
  };
  const all = JSON.stringify(sizes);
  expect(late.map((file) => file.replace(/-\w{8}\.js$/, "")).toSorted()).toEqual([
    "account",
    "cart",
    "order",
    "product",
  ]);
  expect(sizes.client, all).toBeLessThanOrEqual(4_000);
  expect(sizes.consent, all).toBeLessThanOrEqual(2_000);
  expect(sizes.react, all).toBeLessThanOrEqual(3_000);
  expect(sizes.elements, all).toBeLessThanOrEqual(8_200);
  expect(sizes.embed, all).toBeLessThanOrEqual(15_000);
  expect(sizes.latePart, all).toBeLessThanOrEqual(8_000);
  expect(sizes.language, all).toBeLessThanOrEqual(1_500);
  expect(sizes.lateWords, all).toBeLessThanOrEqual(4_500);
});

test("every file that the script fetches has its integrity written down", () => {
  const integrity = JSON.parse(read("integrity.json")) as Record<string, string>;
  const fetched = [...read("embed.js").matchAll(/import\(["'`]\.\/([\w./-]+\.js)["'`]\)/g)].map(
    ([, file = ""]) => file,
  );
  expect(fetched.length).toBe(4 + 5 + 6);
  for (const file of ["embed.js", ...fetched]) {
    const hash = createHash("sha384")
      .update(readFileSync(join(out, file)))
      .digest("base64");
    expect([file, integrity[file]]).toEqual([file, `sha384-${hash}`]);
  }
});

test("a build that fails leaves the last good one in place", () => {
  const before = read("embed.js");
  const ran = spawnSync(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", root, "--outDir", out],
    {
      encoding: "utf8",
      // The declarations' compiler is started last: with a planted fault it is what fails.
      env: {
        ...process.env,
        NODE_OPTIONS: `--import ${JSON.stringify(`data:text/javascript,${encodeURIComponent(fault)}`)}`,
      },
    },
  );
  expect([ran.status, /tsc/.test(ran.stderr)]).toEqual([1, true]);
  expect(read("embed.js")).toBe(before);
}, 120_000);
/** Fails every compiler run. */
const fault = 'if (process.argv.some((one) => one.endsWith("bin/tsc"))) process.exit(7);';

test("nothing of it needs what a strict content security policy forbids", () => {
  const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files)
    expect([
      file,
      /innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.cssText/.exec(read(file))?.[0],
    ]).toEqual([file, undefined]);
});

test("importing does nothing, on a server without a page too", () => {
  symlinkSync(join(root, "node_modules"), join(out, "node_modules"));
  const names = ["index", "consent", "elements", "react"];
  const script = `
    const before = Object.keys(globalThis).length;
    const all = await Promise.all(${JSON.stringify(names.map((name) => join(out, `${name}.js`)))}.map((file) => import(file)));
    if (Object.keys(globalThis).length !== before) throw new Error("left something behind");
    if (typeof all[0].createClient !== "function" || typeof all[2].define !== "function" || typeof all[3].useCart !== "function") throw new Error("exports are missing");
    const money = all[0].formatMoney({ amount: 5, currency: "USD" }, "en");
    if (money !== "$0.05") throw new Error(money);`;
  const ran = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  expect([ran.status, ran.stderr]).toEqual([0, ""]);
});
