import { expect } from "@playwright/test";
import { look } from "./support/look.ts";
import { logIn } from "./support/merchant.ts";
import { openPerson, test } from "./support/person.ts";

const shop = { email: "demo-eu@meridian.example", password: "lantern-by-the-fjord" };
const pages = ["", "/products", "/orders", "/markets", "/settings"];

for (const { language, dir, heading } of [
  { language: "ja", dir: "ltr", heading: "商品" },
  { language: "ar", dir: "rtl", heading: "المنتجات" },
] as const) {
  test(`the console in ${language}: every page turns its way, on desk and phone`, async ({ browser }) => {
    test.slow();
    const { page, context, troubles } = await openPerson(browser, {});
    await page.goto("/log-in");
    await logIn(page, shop);
    await page.waitForURL(/\/shops\/[\w-]+$/);
    const home = page.url();
    await page.evaluate((chosen) => localStorage.setItem("meridian.language", chosen), language);
    for (const path of pages) {
      await page.goto(home + path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      if (path === "/products") await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator("html")).toHaveAttribute("dir", dir);
      await look(page, `languages-${language}${path.replace("/", "-")}`);
    }
    expect(troubles).toEqual([]);
    await context.close();
  });
}
