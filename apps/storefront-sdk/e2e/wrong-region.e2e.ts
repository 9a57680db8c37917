/** A page that was given its key with the address of another region: its visitors notice nothing. */
import { expect, type Page, test } from "@playwright/test";
import { demoUrl, listen, open } from "./shop-page.ts";

interface DemoShop {
  readonly id: string;
  readonly endpoint: string;
  readonly key: string;
}

/** Each shop of the demo page gets the other's region. */
async function mixUp(page: Page): Promise<{ readonly wrong: string; readonly right: string }> {
  const answer = await page.request.get(`${demoUrl}/demo-shop.json`);
  const known = (await answer.json()) as { readonly shops: readonly DemoShop[] };
  const [one, two] = known.shops;
  if (one === undefined || two === undefined) throw new Error("the demo page has two shops");
  const shops = known.shops.map((shop) => ({ ...shop, endpoint: (shop === one ? two : one).endpoint }));
  await page.route("**/demo-shop.json", (route) => route.fulfill({ json: { ...known, shops } }));
  const endpointOf = (list: readonly DemoShop[]) => list.find(({ id }) => id === "eu")?.endpoint ?? "";
  return { wrong: endpointOf(shops), right: endpointOf(known.shops) };
}

/** What the page asks of a region's API, in order. */
function calls(page: Page): { readonly asked: string[]; readonly of: (endpoint: string) => number } {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "OPTIONS" && new URL(request.url()).pathname.startsWith("/v1/")) asked.push(request.url());
  });
  return { asked, of: (endpoint) => asked.filter((url) => url.startsWith(endpoint)).length };
}

test("the elements of a page with another region's address sell, and keep the cart", async ({ page }) => {
  const noise = listen(page);
  const { wrong, right } = await mixUp(page);
  const { asked, of } = calls(page);
  await open(page, "eu", "");
  await expect(page.locator("meridian-product-list").getByRole("link").first()).toBeVisible();
  const atFirst = of(wrong);
  expect(atFirst).toBeGreaterThan(0);
  // Only what left before the first answer went astray.
  await page.getByRole("button", { name: "Add to cart", disabled: false }).first().click();
  await expect(page.getByRole("dialog", { name: "Cart" })).toContainText("€");
  expect(of(wrong)).toBe(atFirst);
  expect(asked.at(-1)?.startsWith(right)).toBe(true);
  await page.reload();
  await page.getByRole("button", { name: /^Cart/ }).first().click();
  await expect(page.getByRole("dialog", { name: "Cart" })).toContainText("€");
  await expect(page.getByRole("dialog", { name: "Cart" }).getByRole("listitem")).toHaveCount(1);
  expect(noise).toEqual([]);
});

test("regions that send a page to one another are asked a few times, and the page says that it cannot be served", async ({
  page,
}) => {
  const { wrong, right } = await mixUp(page);
  const { asked } = calls(page);
  for (const [from, to] of [
    [wrong, right],
    [right, wrong],
  ] as const) {
    const error = { code: "region.wrong", message: "This shop lives elsewhere.", details: { baseUrl: to } };
    await page.route(`${from}/v1/**`, (route) =>
      route.request().method() === "OPTIONS"
        ? route.fallback()
        : route.fulfill({ status: 421, json: { error }, headers: { "access-control-allow-origin": "*" } }),
    );
  }
  await open(page, "eu", "");
  await expect(page.locator("meridian-product-list").getByRole("alert")).toBeVisible();
  const before = asked.length;
  // Each call was made once in each region.
  for (const path of new Set(asked.map((url) => new URL(url).pathname + new URL(url).search))) {
    const times = asked.filter((url) => url.endsWith(path));
    expect([path, times.length <= 4]).toEqual([path, true]);
  }
  await page.locator("meridian-product-list").getByRole("alert").scrollIntoViewIfNeeded();
  expect(asked.length).toBe(before);
});
