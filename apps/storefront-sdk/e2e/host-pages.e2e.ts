/** Pages and browsers that an embedded shop has to get along with. */
import { expect, test } from "@playwright/test";
import { expectAccessible, listen, open } from "./shop-page.ts";

test("the browser's privacy signal is the answer in the United States, and a note in Germany", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  const recorded = page.waitForRequest(
    (request) => request.method() === "POST" && request.url().endsWith("/v1/consent"),
  );
  await open(page, "us");
  expect((await recorded).postDataJSON()).toMatchObject({
    method: "gpc",
    gpc: true,
    choices: { marketing: false, sale_of_data: false },
  });
  await expect(page.getByRole("link", { name: "Brass pen" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Reject all" })).toBeHidden();
  await page.getByRole("button", { name: "Privacy settings" }).click();
  await expect(page.getByText("Global Privacy Control")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Sale or sharing/ })).not.toBeChecked();
  await open(page, "eu");
  await page.reload();
  await expect(page.getByText("Global Privacy Control")).toBeVisible();
});

test("a choice in detail is kept, and can be changed as easily as it was given", async ({ page }) => {
  await open(page, "eu");
  await page.getByRole("button", { name: "Choose in detail" }).click();
  await page.getByRole("checkbox", { name: /Analytics/ }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save choice" }).click();
  await expect(page.getByRole("button", { name: "Save choice" })).toBeHidden();
  await page.reload();
  await expect(page.getByRole("link", { name: "Brass pen" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Reject all" })).toBeHidden();
  await page.getByRole("button", { name: "Privacy settings" }).click();
  await expect(page.getByRole("checkbox", { name: /Analytics/ })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /Marketing/ })).not.toBeChecked();
  await page.getByRole("button", { name: "Reject all" }).click();
  await expect(page.getByRole("button", { name: "Reject all" })).toBeHidden();
});

test("a browser that refuses storage can shop all the same", async ({ page }) => {
  const noise = listen(page);
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("The operation is insecure.", "SecurityError");
        },
      });
    }
  });
  await open(page, "us", "products/brass-pen");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("dialog", { name: "Cart" })).toContainText("$35.00");
  expect(noise).toEqual([]);
});

test("two copies of the SDK on one page do not quarrel", async ({ page }) => {
  const noise = listen(page);
  await page.route(
    (url) => url.pathname === "/",
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        "<script",
        '<script src="/sdk/embed.js?copy" async></script><script',
      );
      await route.fulfill({ response, body });
    },
  );
  await open(page, "us", "products/brass-pen");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  expect(noise).toEqual([]);
});

test("everything can be done with the keyboard, and focus comes back", async ({ page }) => {
  await open(page, "us", "products/brass-pen");
  await page.getByRole("button", { name: "Reject all" }).press("Enter");
  const add = page.getByRole("button", { name: "Add to cart" });
  await page.getByRole("spinbutton", { name: "Quantity" }).focus();
  await page.keyboard.press("Tab");
  await expect(add).toBeFocused();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "Cart" });
  const more = drawer.getByRole("button", { name: "One more of Brass pen" });
  await more.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(drawer).toContainText("$105.00");
  await expect(more).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(add).toBeFocused();
});

test("a shop that cannot be reached says so, and comes back", async ({ page }) => {
  await page.route("**/v1/products?*", (route) => route.abort());
  await open(page, "us");
  await expect(page.getByText("The shop cannot be reached. Are you online?")).toBeVisible();
  await page.unroute("**/v1/products?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name: "Brass pen" })).toBeVisible();
});

test("nothing jumps while the page loads", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await open(page, "us");
  await expect(
    page
      .getByRole("link", { name: "Star map" })
      .or(page.getByRole("link", { name: "Brass pen" }))
      .first(),
  ).toBeVisible();
  await page.waitForLoadState("networkidle");
  const sum = await page.evaluate(() => (Reflect.get(window, "shifts") as number[]).reduce((all, one) => all + one, 0));
  expect(sum).toBeLessThan(0.1);
});

test("a language that the page brings runs from right to left, with a huge font", async ({ page }, info) => {
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => {
      document.documentElement.dir = "rtl";
      document.documentElement.style.setProperty("font-size", "28px");
    });
  });
  await page.route("**/v1/shop?*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), locale: "ar", dir: "rtl" } });
  });
  await page.route("**/sdk/embed.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: `${await response.text()}\nMeridian.setWords("ar", { cart: "السلة", add: "أضف", empty: "السلة فارغة." });`,
    });
  });
  await open(page, "us");
  await page.getByRole("button", { name: "Reject all" }).click();
  await page.getByRole("button", { name: /السلة/ }).click();
  const drawer = page.getByRole("dialog", { name: "السلة" });
  await expect(drawer).toContainText("السلة فارغة.");
  expect((await drawer.boundingBox())?.x).toBe(0);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await page.screenshot({ path: info.outputPath("rtl.png") });
});
