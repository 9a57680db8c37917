import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { openOwner } from "./support/demo.ts";
import { look } from "./support/look.ts";
import { goTo } from "./support/merchant.ts";
import { openPerson, test, type Person } from "./support/person.ts";
import { addToCart, find, giveAddress, openDemo, pay, words } from "./support/shopper.ts";
import { walk } from "./support/walk.ts";

const run = Date.now().toString(36);
const buyer = {
  email: `walt-${run}@example.com`,
  name: `Walt ${run}`,
  street: "12 Pier Road",
  zip: "94103",
  city: "San Francisco",
  region: "CA",
};
const phone = { width: 390, height: 844 };

/** Gets to something as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 90 && !(await isThere()); presses += 1) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
}

/** The words of the console in another language from the next page on. */
const speak = (page: Page, language: string) =>
  page.evaluate((chosen) => localStorage.setItem("meridian.language", chosen), language);

/** What the console says in a language, by the keys of its words; a fragment where figures stand in them. */
function wordsOf(language: string) {
  return (file: string, key: string): string => {
    const path = join(import.meta.dirname, `../src/locales/${language}/${file}.json`);
    const found = key
      .split(".")
      .reduce<unknown>(
        (words, part) => (words as Record<string, unknown>)[part],
        JSON.parse(readFileSync(path, "utf8")),
      );
    if (typeof found !== "string") throw new Error(`${language} has no words for ${file}:${key}.`);
    return found.split("{{")[0]?.trim() ?? "";
  };
}

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.describe("a day of somebody who runs a shop", () => {
  let admin: Person;
  let home = "";
  /** What is made in the course of the day, to come back to. */
  const made = { order: "", customer: "", list: "", promotion: "" };

  test.beforeAll(async ({ browser }) => {
    const owner = await openOwner(browser, "us");
    ({ home } = owner);
    admin = owner;
    await admin.page.goto(home);
  });
  test.afterEach(() => expect(admin.troubles).toEqual([]));
  test.afterAll(() => admin.context.close());

  test("two orders come in", async ({ browser }) => {
    const { page, context, troubles } = await openPerson(browser);
    for (const product of ["Aurora table lamp", "Enamel kettle"]) {
      await openDemo(page, "us");
      const consent = page.getByRole("region", { name: "Your privacy, your choice" });
      await expect(page.getByRole("searchbox", { name: words.en.search })).toBeVisible();
      if (await consent.isVisible()) await consent.getByRole("button", { name: "Accept all" }).click();
      await find(page, words.en, product, product);
      await addToCart(page, words.en, 1);
      await giveAddress(page, words.en, buyer);
      await pay(page, words.en, "paid");
      await expect(page.getByRole("heading", { name: words.en.thanks })).toBeVisible();
    }
    expect(troubles).toEqual([]);
    await context.close();
  });

  test("one is shipped and can be followed, the other is cancelled and paid back", async () => {
    const { page } = admin;
    await goTo(page, "Orders");
    const mine = page.getByRole("row", { name: buyer.name });
    await expect(mine).toHaveCount(2);
    await mine.first().getByRole("link").first().click();
    await page.getByRole("button", { name: "Ship", exact: true }).click();
    const parcel = page.getByRole("dialog", { name: /^Ship from order/ });
    await parcel.getByLabel("Carrier").fill("UPS");
    await parcel.getByLabel("Tracking number").fill("1Z999AA10123456784");
    await look(page, "day-ship");
    await parcel.getByRole("button", { name: "Ship", exact: true }).click();
    await expect(page.getByRole("link", { name: "UPS · 1Z999AA10123456784" })).toHaveAttribute("href", /ups\.com/);
    await expect(page.getByText("Shipped", { exact: true }).first()).toBeVisible();
    await look(page, "day-shipped", { dark: true });
    made.order = page.url();
    await page.getByRole("link", { name: "Packing slip" }).click();
    await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
    await look(page, "day-packing-slip", { dark: true });

    await goTo(page, "Orders");
    await mine.nth(1).getByRole("link").first().click();
    await page.getByRole("button", { name: "Cancel order" }).click();
    const cancel = page.getByRole("dialog", { name: /^Cancel order/ });
    await cancel.getByRole("textbox", { name: "Reason" }).fill("The last one broke in the window");
    await look(page, "day-cancel");
    await cancel.getByRole("button", { name: "Cancel order" }).click();
    await expect(page.getByText("Refunded", { exact: true }).first()).toBeVisible();
    await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();

    await goTo(page, "Customers");
    await page.getByRole("searchbox").fill(buyer.email);
    await page.getByRole("link", { name: buyer.name }).click();
    await expect(page.getByRole("heading", { level: 1, name: buyer.name })).toBeVisible();
    await look(page, "day-customer", { dark: true });
    made.customer = page.url();

    await walk(page, `${home}/customers/companies`);
    await page.getByRole("button", { name: "New company" }).first().click();
    const company = page.getByRole("dialog", { name: "New company" });
    await company.getByLabel("Name of the company").fill(`Pier Goods ${run}`);
    await company.getByRole("button", { name: "Create company" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Pier Goods ${run}` })).toBeVisible();
    await look(page, "day-company", { dark: true });
  });

  test("a price list, by keyboard alone; a promotion with a code", async () => {
    const { page } = admin;
    await walk(page, home);
    await expect(page.getByRole("heading", { name: "Sales today" })).toBeVisible();
    await page.keyboard.press("Control+k");
    await expect(page.getByPlaceholder(/Page, action/)).toBeFocused();
    await page.keyboard.type("Prices");
    await expect(page.getByRole("button", { name: "Gift cards" })).toBeHidden();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Price lists" })).toBeVisible();
    const list = `Trade ${run}`;
    await tabTo(page, page.getByLabel("Name of the list"));
    await page.keyboard.type(list);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: list })).toBeVisible();
    await tabTo(page, page.getByRole("button", { name: "Add a step" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("button", { name: "Save" }));
    await page.keyboard.press("Enter");
    await expect(page.getByText("Saved.")).toBeVisible();
    await look(page, "day-price-list", { dark: true });
    made.list = page.url();

    await walk(page, `${home}/promotions/new`);
    await page.getByLabel("Name", { exact: false }).first().fill(`Harvest ${run}`);
    await look(page, "day-promotion-new");
    await page.locator("form").getByRole("button", { name: "Add promotion" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Harvest ${run}` })).toBeVisible();
    const codes = page.getByRole("region", { name: "Codes" });
    await codes.getByRole("textbox").first().fill(`HARVEST${run}`);
    await codes.getByRole("textbox").first().press("Enter");
    await expect(codes.getByText(`HARVEST${run.toUpperCase()}`)).toBeVisible();
    await look(page, "day-promotion", { dark: true });
    made.promotion = page.url();
  });

  test("in German on a phone: the market's rounding is set, the day's tax read", async () => {
    const { page } = admin;
    await page.setViewportSize(phone);
    await speak(page, "de");
    await page.goto(`${home}/markets`);
    await page.getByRole("link", { name: "United States" }).click();
    const margin = page.getByLabel("Aufschlag auf den Wechselkurs");
    await margin.fill("2");
    await page.getByRole("button", { name: "Speichern" }).click();
    await expect(page.getByRole("region", { name: "Ungespeicherte Änderungen" })).toBeHidden();
    await expect(margin).toHaveValue("2");
    await walk(page, `${home}/taxes`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await look(page, "day-taxes-de");
  });

  test("in Arabic on a phone: a parcel has arrived, money goes back, a gift card makes up for it", async () => {
    const { page } = admin;
    const say = wordsOf("ar");
    const saying = (file: string, key: string) => new RegExp(`^${say(file, key)}`);
    await page.setViewportSize(phone);
    await speak(page, "ar");
    await page.goto(made.order);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await page.getByLabel(say("orders", "notes.label")).fill("اتصل المشتري");
    await page.getByRole("button", { name: say("orders", "notes.add") }).click();
    await expect(page.getByText("اتصل المشتري")).toBeVisible();
    await page.getByRole("button", { name: say("orders", "parcels.delivered") }).click();
    await expect(page.getByText(say("orders", "parcels.states.delivered"), { exact: true }).first()).toBeVisible();
    await page.getByRole("button", { name: say("orders", "refund.open"), exact: true }).click();
    const refund = page.getByRole("dialog");
    await refund.getByText(say("orders", "refund.byAmount")).click();
    await refund.getByLabel(saying("orders", "refund.amount")).fill("5");
    await refund.getByLabel(saying("orders", "refund.reason")).fill("خدش صغير");
    await look(page, "day-refund-ar");
    await refund.getByRole("button", { name: saying("orders", "refund.submit") }).click();
    await expect(refund).toBeHidden();
    await expect(
      page.getByText(say("orders", "paymentStates.partially_refunded"), { exact: true }).first(),
    ).toBeVisible();
    await look(page, "day-order-ar");

    await walk(page, `${home}/gift-cards`);
    await page
      .getByRole("button", { name: say("credit", "issue") })
      .first()
      .click();
    const issue = page.getByRole("dialog");
    await issue.getByLabel(saying("credit", "fields.value")).fill("10");
    await issue.getByRole("button", { name: say("credit", "issue") }).click();
    await issue.getByRole("button", { name: say("credit", "kept") }).click();
    await page
      .getByRole("link", { name: saying("credit", "ending") })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1, name: saying("credit", "ending") })).toBeVisible();
    await look(page, "day-gift-card-ar", { dark: true });

    for (const [name, address] of [
      ["customer", made.customer],
      ["price-list", made.list],
      ["promotion", made.promotion],
    ] as const) {
      await walk(page, address);
      await look(page, `day-${name}-ar`);
    }
  });
});
