import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const repository = resolve(root, "../..");
mkdirSync(join(repository, ".cache"), { recursive: true });
const out = mkdtempSync(join(repository, ".cache/sdk-"));
const read = (file: string) => readFileSync(join(out, file), "utf8");
const gzip = (...files: string[]) => files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);

/** A module with the chunks that it loads. */
function withChunks(file: string): string[] {
  const chunks = [...read(file).matchAll(/from ?"\.\/(shared-[\w-]+\.js)"/g)].map(([, chunk]) => chunk ?? "");
  return [...new Set([file, ...chunks.flatMap(withChunks)])];
}

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", root, "--outDir", out], {
    stdio: "pipe",
  });
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

test("what a page loads stays within its budget", () => {
  const sizes = {
    client: gzip(...withChunks("index.js")),
    consent: gzip("consent.js"),
    elements: gzip("elements.js"),
    embed: gzip("embed.js"),
    language: Math.max(...["ar", "de", "es", "fr", "ja"].map((language) => gzip(`locales/${language}.js`))),
  };
  const all = JSON.stringify(sizes);
  expect(sizes.client, all).toBeLessThanOrEqual(4_000);
  expect(sizes.consent, all).toBeLessThanOrEqual(2_000);
  // Not minified yet: that is the bundler's part.
  expect(sizes.elements, all).toBeLessThanOrEqual(13_500);
  expect(sizes.embed, all).toBeLessThanOrEqual(15_000);
  expect(sizes.language, all).toBeLessThanOrEqual(2_500);
});

test("nothing of it needs what a strict content security policy forbids", () => {
  const files = readdirSync(out).filter((file) => file.endsWith(".js"));
  expect(files.length).toBeGreaterThan(4);
  for (const file of files)
    expect([
      file,
      /innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.cssText/.exec(read(file))?.[0],
    ]).toEqual([file, undefined]);
});

test("importing does nothing, on a server without a page too", () => {
  const names = ["index", "consent", "elements"];
  const script = `
    const before = Object.keys(globalThis).length;
    const all = await Promise.all(${JSON.stringify(names.map((name) => join(out, `${name}.js`)))}.map((file) => import(file)));
    if (Object.keys(globalThis).length !== before) throw new Error("left something behind");
    if (typeof all[0].createClient !== "function" || typeof all[2].define !== "function") throw new Error("exports are missing");
    const money = all[0].formatMoney({ amount: 5, currency: "USD" }, "en");
    if (money !== "$0.05") throw new Error(money);`;
  const ran = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  expect([ran.status, ran.stderr]).toEqual([0, ""]);
});

test.each(["bundler", "nodenext"])("a consumer's types resolve under %s", (moduleResolution) => {
  const page = join(out, `consumer-${moduleResolution}`);
  const paths = Object.fromEntries(
    [
      ["@meridian/storefront", "index"],
      ["@meridian/storefront/consent", "consent"],
      ["@meridian/storefront/elements", "elements/index"],
    ].map(([name, file]) => [name, [`./types/${file}.d.ts`]]),
  );
  writeFileSync(
    `${page}.ts`,
    `import { createClient, formatMoney, MeridianError, type Cart } from "@meridian/storefront";
import { createConsent } from "@meridian/storefront/consent";
import { define, type ShopElement } from "@meridian/storefront/elements";
const shop = createClient({ endpoint: "https://eu.example.com", publicKey: "pk_eu_1", locale: "de" });
export const total = (cart: Cart): string => formatMoney(cart.totals.total, "de");
export const stop: () => void = shop.on("cart:updated", (cart) => cart?.lines.length);
export const consent = createConsent({ client: shop });
export const codeOf = (error: unknown): string => (error instanceof MeridianError ? error.code : "");
export const move = (element: ShopElement) => element.move({ locale: "fr" });
define();
// @ts-expect-error a purpose that does not exist
consent.allowed("everything");
`,
  );
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    target: "es2023",
    lib: ["es2023", "dom", "dom.iterable"],
    types: [],
    module: moduleResolution === "nodenext" ? "nodenext" : "esnext",
    moduleResolution,
    paths,
  };
  writeFileSync(`${page}.json`, JSON.stringify({ compilerOptions: options, files: [`${page}.ts`] }));
  writeFileSync(join(out, "package.json"), JSON.stringify({ type: "module" }));
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  const ran = spawnSync(process.execPath, [tsc, "-p", `${page}.json`, "--listFilesOnly"], { encoding: "utf8" });
  expect(ran.stdout).toContain("types/client.d.ts");
  const checked = spawnSync(process.execPath, [tsc, "-p", `${page}.json`], { encoding: "utf8" });
  expect([checked.status, checked.stdout]).toEqual([0, ""]);
});
