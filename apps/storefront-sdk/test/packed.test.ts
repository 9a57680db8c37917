/** The package as others get it: packed, installed into an empty project, bundled, and read by their compiler. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { installPacked, reactApp } from "./consumer.ts";

const root = resolve(import.meta.dirname, "..");
const repository = resolve(root, "../..");
mkdirSync(join(repository, ".cache"), { recursive: true });
const project = mkdtempSync(join(repository, ".cache/sdk-packed-"));
let files: readonly string[] = [];

// Each starts a bundler or a compiler, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });
beforeAll(() => {
  const dist = join(project, "dist");
  execFileSync(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", root, "--outDir", dist], {
    stdio: "pipe",
  });
  ({ files } = installPacked(dist, project));
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

test("the archive has what its entries name, its papers, and nothing of ours", () => {
  for (const file of [
    "package.json",
    "README.md",
    "docs/reference.md",
    "dist/index.js",
    "dist/react.js",
    "dist/embed.js",
  ])
    expect(files).toContain(file);
  expect(files.filter((file) => /(^|\/)(src|test|e2e|node_modules)(\/|$)|\.built-from/.test(file))).toEqual([]);
});

test("a server imports every entry by its name", () => {
  const code = `
    const names = ["", "/consent", "/elements", "/react"].map((name) => "@meridian/storefront" + name);
    const all = await Promise.all(names.map((name) => import(name)));
    console.log(all.map((one) => Object.keys(one).length > 0).join());`;
  const ran = spawnSync(process.execPath, ["--input-type=module", "-e", code], { cwd: project, encoding: "utf8" });
  expect([ran.stdout.trim(), ran.stderr]).toEqual(["true,true,true,true", ""]);
});

test("a blank Vite application bundles it, React's hooks included", async () => {
  writeFileSync(
    join(project, "app.ts"),
    `${reactApp}\nimport("@meridian/storefront/elements").then(({ define }) => define());`,
  );
  const built = await build({
    root: project,
    configFile: false,
    logLevel: "silent",
    build: { write: false, rolldownOptions: { input: join(project, "app.ts") } },
  });
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  const entry = chunks.find((chunk) => chunk.type === "chunk" && chunk.isEntry);
  expect(entry?.type === "chunk" && entry.code).toContain("/v1/shop");
  // The elements and their late parts are chunks of their own.
  expect(entry?.type === "chunk" && entry.code).not.toContain("meridian-product-list");
  expect(chunks.length).toBeGreaterThan(15);
});

test.each(["bundler", "nodenext"])("its types resolve under %s", (moduleResolution) => {
  const page = join(project, `consumer-${moduleResolution}`);
  writeFileSync(
    `${page}.ts`,
    `import { createClient, formatMoney, MeridianError, type Account, type Cart } from "@meridian/storefront";
import { createConsent } from "@meridian/storefront/consent";
import { define, type ShopElement } from "@meridian/storefront/elements";
import { useCart, useProduct } from "@meridian/storefront/react";
const shop = createClient({ endpoint: "https://eu.example.com", publicKey: "pk_eu_1", locale: "de" });
export const total = (cart: Cart): string => formatMoney(cart.totals.total, "de");
export const stop: () => void = shop.on("cart:updated", (cart) => cart?.lines.length);
export const consent = createConsent({ client: shop });
export const codeOf = (error: unknown): string => (error instanceof MeridianError ? error.code : "");
export const move = (element: ShopElement) => element.move({ locale: "fr" });
export const logIn = (): Promise<Account> => shop.account.logIn("e@example.com", "a long password");
export function Hooks(): string {
  const { cart, add } = useCart();
  void add({ variantId: "var_1" });
  return (cart?.id ?? "") + (useProduct("lamp").data?.title ?? "");
}
define();
// @ts-expect-error a purpose that does not exist
consent.allowed("everything");
// @ts-expect-error a cart's price is the server's alone
void shop.cart.add({ variantId: "var_1", price: 1 });
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
  };
  writeFileSync(`${page}.json`, JSON.stringify({ compilerOptions: options, files: [`${page}.ts`] }));
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  const checked = spawnSync(process.execPath, [tsc, "-p", `${page}.json`, "--listFiles"], { encoding: "utf8" });
  expect(checked.stdout).toContain("@meridian/storefront/dist/types/client.d.ts");
  expect([checked.status, checked.stdout.split("\n").filter((line) => line.includes("error TS"))]).toEqual([0, []]);
});
