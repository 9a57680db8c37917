import { expect } from "@playwright/test";
import { appCode } from "./support/app-code.ts";
import { test } from "./support/demo.ts";
import { look } from "./support/look.ts";
import { logIn, signUp, type Merchant } from "./support/merchant.ts";
import { walk } from "./support/walk.ts";

test("the home page tells of the day, and the keyboard leads everywhere", async ({ owner: { page, home } }) => {
  test.slow();
  await page.goto(home);
  await expect(page.getByRole("heading", { name: "Sales today" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Needs attention" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/Page, action/).fill("aurora");
  await expect(page.getByRole("button", { name: /Aurora table lamp/ })).toBeVisible();
  await look(page, "palette");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Aurora table lamp" })).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page.getByRole("heading", { level: 1, name: "Stock" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("stock is found, changed with a reason, and has its history", async ({ owner: { page, home: shop } }) => {
  test.slow();
  await page.goto(`${shop}/stock`);
  await page.getByRole("searchbox").fill("aurora");
  await expect(page).toHaveURL(/q=aurora/);
  await look(page, "stock");
  await page
    .getByRole("button", { name: /Adjust the stock of/ })
    .first()
    .click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("Add or take away").click();
  await drawer.getByLabel(/Pieces more/).fill("7");
  await drawer.getByLabel("Reason").fill("A box found behind the door");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer.getByText("A box found behind the door")).toBeVisible();
  await look(page, "stock-history");
});

test("categories are made, moved and hidden; products show prices and translations", async ({
  owner: { page, home: shop },
}) => {
  test.slow();
  await page.goto(`${shop}/categories`);
  await page.getByRole("button", { name: "New category" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New category" });
  await dialog.getByLabel(/^Name/).fill("Second hand");
  await dialog.getByRole("button", { name: "New category" }).click();
  const row = page.getByRole("row").filter({ hasText: "second-hand" });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Edit Second hand" }).click();
  await page.getByLabel("Shown to visitors").click();
  await look(page, "category");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Hidden");
  await look(page, "categories");

  await walk(page, `${shop}/products`);
  await expect(page.getByRole("columnheader", { name: "Price" })).toBeVisible();
  await walk(page, `${shop}/translations`);
  await expect(page.getByRole("heading", { level: 1, name: "Translations" })).toBeVisible();
  await walk(page, `${shop}/settings/audit?action=catalog`);
  await expect(page.getByText("catalog.update_category").first()).toBeVisible();
});

const owner: Merchant = {
  shopName: "Careful Lamps",
  region: "European Union",
  locale: "en",
  currency: "EUR",
  name: "Ines Careful",
  email: `ines-${Date.now().toString(36)}@careful.example`,
  password: "a locked door with two keys",
};

test("a second factor is set up, asked for, and a recovery code stands in for it once", async ({ page, context }) => {
  test.slow();
  await signUp(page, owner, async () => undefined);
  await page.goto("/security");
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password);
  await page.getByRole("button", { name: "Set up second factor" }).click();
  const secret = await page.getByLabel("Or type in this secret").inputValue();
  await look(page, "second-factor");
  await page.getByLabel("Code from the app").fill(appCode(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  const recoveryCode = (await page.getByRole("listitem").first().textContent()) ?? "";
  expect(recoveryCode).toMatch(/^[a-z2-7-]{19}$/);
  await look(page, "recovery-codes");
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("Recovery codes left: 10")).toBeVisible();

  const code = page.getByLabel("Sign-in code");
  for (const [typed, getsIn] of [
    [recoveryCode, true],
    [recoveryCode, false],
  ] as const) {
    await context.clearCookies();
    await page.goto("/log-in");
    await logIn(page, owner);
    await expect(code).toBeFocused();
    await code.fill(typed);
    await page.getByRole("button", { name: "Log in" }).click();
    if (getsIn) await expect(page.getByRole("heading", { name: "Welcome to Careful Lamps" })).toBeVisible();
    else await expect(page.getByRole("alert")).toContainText("This code is not right");
  }
  await look(page, "log-in-code");
});
