import { expect, type Locator, type Page } from "@playwright/test";
import { twoShopColleague } from "./support/colleague.ts";
import { look } from "./support/look.ts";
import { goTo, logIn } from "./support/merchant.ts";
import { type OwnControl, ownControl } from "./support/own-control.ts";
import { openPerson, test } from "./support/person.ts";
import { addToCart, find, giveAddress, openDemo, pay, words } from "./support/shopper.ts";
import { arrived, walk } from "./support/walk.ts";

const run = Date.now().toString(36);
const buyer = {
  email: `olga-${run}@example.com`,
  name: `Olga ${run}`,
  street: "12 Pier Road",
  zip: "94103",
  city: "San Francisco",
  region: "CA",
};
let control: OwnControl;

test.beforeAll(() => {
  control = ownControl();
  return control.start();
});
test.afterAll(() => control.kill());

/** Somebody buys in the American demo shop. */
async function buy(page: Page): Promise<void> {
  await openDemo(page, "us");
  await page.getByRole("button", { name: "Accept all" }).click();
  await find(page, words.en, "Enamel kettle", "Enamel kettle");
  await addToCart(page, words.en, 1);
  await giveAddress(page, words.en, buyer);
  await pay(page, words.en, "paid");
  await expect(page.getByRole("heading", { name: words.en.thanks })).toBeVisible();
}

/** The browser has what it needs to go on: every file, and a token of each shop. */
async function provided(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await page.waitForFunction(
    () => Object.keys(localStorage).filter((key) => key.startsWith("meridian.kept.token.")).length === 2,
  );
}

/** Every half minute it is asked whether it is there; a question that was under way may still come to nothing. */
async function noteGoes(page: Page, note: Locator): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward("00:31");
    await expect(note).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

test("orders are fulfilled in the console while the control plane is away", async ({ browser }) => {
  test.setTimeout(150_000);
  const shopper = await openPerson(browser);
  const [colleague] = await Promise.all([
    twoShopColleague(browser, `toni-${run}@shop.example`),
    buy(shopper.page).then(() => shopper.context.close()),
  ]);
  const { us, eu } = colleague.shops;
  const { page, context, troubles } = await openPerson(browser, {
    baseURL: control.url,
    serviceWorkers: "allow",
    colorScheme: "light",
  });
  const note = page.getByRole("status").filter({ hasText: "Accounts cannot be reached at the moment" });
  const order = page.getByRole("row", { name: buyer.name });

  await test.step("logs in and sees the order", async () => {
    await page.clock.install();
    await page.goto(`/log-in?to=${us.path}/orders`);
    await logIn(page, colleague);
    await expect(order).toBeVisible();
    await provided(page);
    await expect(note).toBeHidden();
  });

  await test.step("the control plane is gone, for longer than its tokens are meant to live", async () => {
    await control.kill();
    await expect(fetch(control.url)).rejects.toThrow();
    await page.clock.fastForward("20:00");
    await expect(note).toBeVisible();
    await expect(note).toContainText("Your shops go on selling");
    await look(page, "control-away", { dark: true });
  });

  await test.step("the order is shipped all the same", async () => {
    await order.getByRole("link").first().click();
    await page.getByRole("button", { name: "Ship", exact: true }).click();
    const parcel = page.getByRole("dialog", { name: /^Ship from order/ });
    await parcel.getByLabel("Carrier").fill("UPS");
    await parcel.getByRole("button", { name: "Ship", exact: true }).click();
    await expect(page.getByText("Shipped", { exact: true }).first()).toBeVisible();
  });

  await test.step("a reload, a page that was never opened, a new tab and the other shop work too", async () => {
    await page.reload();
    await expect(page.getByText("Shipped", { exact: true }).first()).toBeVisible();
    await expect(note).toBeVisible();
    await goTo(page, "Gift cards");
    await expect(page.getByRole("heading", { level: 1, name: "Gift cards" })).toBeVisible();
    const tab = await context.newPage();
    await tab.goto("/");
    await arrived(tab);
    await tab.getByRole("button", { name: /switch shop$/ }).click();
    await tab.getByRole("menuitem", { name: eu.name }).click();
    await tab.waitForURL(`**${eu.path}`);
    await walk(tab, `${eu.path}/orders`);
    await expect(tab.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
    await tab.evaluate(() => localStorage.setItem("meridian.language", "ar"));
    await tab.reload();
    await expect(tab.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(tab.getByRole("status").filter({ hasText: "لا يمكن الوصول إلى الحسابات" })).toBeVisible();
    await look(tab, "control-away-ar");
    await tab.evaluate(() => localStorage.setItem("meridian.language", "en"));
    await tab.close();
  });

  await test.step("what needs accounts says so in words", async () => {
    await goTo(page, "Team");
    const problem = page.getByRole("alert");
    await expect(problem).toContainText("Accounts are needed for this");
    await expect(problem).not.toContainText("No answer");
    await goTo(page, "Orders");
    const door = await context.newPage();
    await door.goto("/log-in");
    await expect(door.getByRole("status")).toContainText("Logging in is not possible at the moment");
    await logIn(door, colleague);
    await expect(door.getByRole("alert")).toContainText("Shops go on selling");
    await door.close();
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await expect(problem).toContainText("You are not logged out yet");
    await problem.getByRole("button", { name: "Close" }).click();
  });

  await test.step("it is back: the note goes, and there is a new token", async () => {
    await control.start();
    const renewed = page.waitForResponse((response) => response.url().includes("staff.issueRegionToken"));
    await noteGoes(page, note);
    expect((await renewed).status()).toBe(200);
  });

  await test.step("one that hangs does not make the console hang", async () => {
    // The browser asks again for the page itself, too.
    const isCopy = () => page.evaluate(async () => (await fetch("/config.json")).headers.has("x-meridian-copy"));
    await expect.poll(isCopy).toBe(false);
    control.freeze();
    const begun = Date.now();
    await page.reload();
    await expect(order).toBeVisible();
    await expect(note).toBeVisible();
    expect(Date.now() - begun).toBeLessThan(15_000);
    control.goOn();
    await noteGoes(page, note);
  });

  await test.step("logged out is logged out: nothing is kept", async () => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await page.waitForURL(/\/log-in$/);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("kept")))).toEqual([]);
    await control.kill();
    await page.goto(`${us.path}/orders`);
    await expect(page.getByRole("alert")).toContainText("Accounts cannot be reached at the moment");
    await expect(order).toBeHidden();
  });

  // The browser reports by itself what it could not get from where nobody is.
  expect(troubles.filter((line) => !line.includes(control.url))).toEqual([]);
  await context.close();
});
