import { expect } from "@playwright/test";
import { demo } from "./support/demo.ts";
import { look } from "./support/look.ts";
import { logIn } from "./support/merchant.ts";
import { openPerson, test } from "./support/person.ts";

test("the door: wrong and right, back to where somebody wanted to go, out again", async ({ page }) => {
  await page.goto("/");
  await page.waitForURL(/\/log-in\?to=/);
  await look(page, "door", { dark: true });
  await logIn(page, { ...demo.us, password: "a lantern without pines" });
  await expect(page.getByRole("alert")).toBeVisible();
  await logIn(page, demo.us);
  await page.waitForURL(/\/shops\/[\w-]+$/);
  const orders = `${page.url()}/orders?delivery=open`;
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await page.waitForURL(/\/log-in$/);
  await page.goto(orders);
  await page.waitForURL(/\/log-in\?to=/);
  await logIn(page, demo.us);
  await page.waitForURL(orders);
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
  await page.context().clearCookies();
  await page.goto("/log-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("link", { name: "Back to log-in" }).click();
  await expect(page.getByLabel("E-mail")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: /password/i })).toBeVisible();
});

test("no page begins in other colours or another language than those that were chosen", async ({ browser }) => {
  const { page, context, troubles } = await openPerson(browser, { colorScheme: "light" });
  await page.goto("/log-in");
  await page.getByRole("combobox", { name: "Language" }).selectOption("ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.evaluate(() => localStorage.setItem("mantine-color-scheme-value", "dark"));
  for (const address of ["/log-in", "/sign-up"]) {
    // Only what stands in the document itself: the console's own code never arrives.
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.goto(address);
    const root = page.locator("html");
    await expect(root).toHaveAttribute("data-mantine-color-scheme", "dark");
    await expect(root).toHaveAttribute("lang", "ar");
    await expect(root).toHaveAttribute("dir", "rtl");
    await expect(root).toHaveCSS("color-scheme", "dark");
    await page.unroute("**/assets/*.js");
  }
  await page.goto("/log-in");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("تسجيل الدخول");
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  expect(troubles.filter((trouble) => !trouble.includes("ERR_FAILED"))).toEqual([]);
  await context.close();
});
