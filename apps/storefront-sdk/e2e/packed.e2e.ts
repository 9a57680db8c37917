/** The packed archive, installed elsewhere: a plain page with two tags, and a blank Vite application with React. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { build } from "vite";
import { installPacked, reactApp } from "../test/consumer.ts";
import { demoUrl, expectAccessible, listen } from "./shop-page.ts";

const root = resolve(import.meta.dirname, "..");
const cache = resolve(root, "../../.cache");
mkdirSync(cache, { recursive: true });
const project = mkdtempSync(join(cache, "sdk-e2e-"));
const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

test.beforeAll(() => void installPacked(join(root, "dist"), project));
test.afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Serves a folder on the demo page's own origin, which the shops' keys allow, under a strict policy. */
async function serve(page: Page, folder: string): Promise<void> {
  const { shops } = (await (await page.request.get(`${demoUrl}/demo-shop.json`)).json()) as {
    shops: { endpoint: string }[];
  };
  const apis = shops.map(({ endpoint }) => endpoint).join(" ");
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: ${apis}; connect-src 'self' ${apis}; require-trusted-types-for 'script'`;
  await page.route("**/packed/**", (route) => {
    const path = join(folder, new URL(route.request().url()).pathname.replace("/packed/", ""));
    return route.fulfill({
      body: readFileSync(path),
      contentType: `${types[extname(path)] ?? "text/plain"}; charset=utf-8`,
      headers: { "content-security-policy": policy },
    });
  });
}

test("two tags on a plain page are a shop", async ({ page }) => {
  const noise = listen(page);
  const dist = join(project, "node_modules/@meridian/storefront/dist");
  const { shops } = (await (await page.request.get(`${demoUrl}/demo-shop.json`)).json()) as {
    shops: { id: string; endpoint: string; key: string }[];
  };
  const shop = shops.find(({ id }) => id === "us");
  const integrity = JSON.parse(readFileSync(join(dist, "integrity.json"), "utf8")) as Record<string, string>;
  writeFileSync(
    join(dist, "page.html"),
    `<!doctype html><html lang="en"><head><title>Blank</title><link rel="icon" href="data:,"></head><body><main><h1>Blank</h1>
<script async src="embed.js" integrity="${integrity["embed.js"]}" data-endpoint="${shop?.endpoint}" data-public-key="${shop?.key}"></script>
<meridian-shop><meridian-product-list></meridian-product-list><meridian-cart success-url="#ok" cancel-url="#no"></meridian-cart></meridian-shop>
</main></body></html>`,
  );
  await serve(page, dist);
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(`${demoUrl}/packed/page.html`);
  await expect(page.getByRole("link", { name: "Brass pen" })).toBeVisible();
  // What nobody has asked for yet is not loaded.
  expect(fetched.filter((path) => path.endsWith(".js"))).toEqual(["/packed/embed.js"]);
  await page.getByRole("button", { name: "Add to cart", disabled: false }).first().click();
  await expect(page.getByRole("dialog", { name: "Cart" })).toBeVisible();
  expect(fetched.some((path) => /\/packed\/parts\/cart-\w{8}\.js$/.test(path))).toBe(true);
  await expectAccessible(page);
  expect(noise).toEqual([]);
});

test("a blank Vite application with React's hooks is a shop", async ({ page }) => {
  const noise = listen(page);
  writeFileSync(join(project, "app.ts"), reactApp);
  writeFileSync(
    join(project, "index.html"),
    '<!doctype html><html lang="en"><head><title>React</title><link rel="icon" href="data:,"></head><body><script type="module" src="./app.ts"></script></body></html>',
  );
  const outDir = join(project, "out");
  await build({ root: project, base: "./", configFile: false, logLevel: "silent", build: { outDir } });
  await serve(page, outDir);
  await page.goto(`${demoUrl}/packed/index.html`);
  await expect(page.getByRole("heading", { name: "Harbor & Pine" })).toBeVisible();
  await expect(page.getByText("Guest")).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("0 in the cart");
  await page.getByRole("button", { name: "No, thanks" }).click();
  await expect(page.getByRole("button", { name: "No, thanks" })).toBeHidden();
  await page.getByRole("button", { name: "Add Brass pen" }).click();
  await expect(page.getByRole("status")).toHaveText("1 in the cart");
  await page.reload();
  await expect(page.getByRole("status")).toHaveText("1 in the cart");

  // The same key with another region's address: the hooks follow, and the cart is there.
  const { shops } = (await (await page.request.get(`${demoUrl}/demo-shop.json`)).json()) as {
    shops: { id: string; endpoint: string }[];
  };
  const elsewhere = shops.find(({ id }) => id === "eu")?.endpoint ?? "";
  const mixedUp = shops.map((shop) => ({ ...shop, endpoint: elsewhere }));
  await page.route("**/demo-shop.json", (route) => route.fulfill({ json: { shops: mixedUp } }));
  const astray: string[] = [];
  page.on("request", (request) => void (request.url().startsWith(`${elsewhere}/v1/`) && astray.push(request.url())));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Harbor & Pine" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("1 in the cart");
  const atFirst = astray.length;
  expect(atFirst).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Add Brass pen" }).click();
  await expect(page.getByRole("status")).toHaveText("2 in the cart");
  expect(astray).toHaveLength(atFirst);
  expect(noise).toEqual([]);
});
