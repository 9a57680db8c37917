import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** Who opens a shop, and how. */
export interface Merchant {
  readonly shopName: string;
  readonly region: "European Union" | "United States";
  readonly locale: string;
  readonly currency: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Opens a list of choices, types what is looked for, and takes it. */
export async function choose(page: Page, list: Locator, option: string | RegExp): Promise<void> {
  await list.click();
  if (typeof option === "string" && (await list.isEditable())) await list.fill(option);
  await page.getByRole("option", { name: option }).click();
}

export async function goTo(page: Page, part: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: part }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Fills in the form, follows the link in the mail, and logs in. */
export async function signUp(page: Page, who: Merchant, visited: (name: string) => Promise<void>): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: "Open a shop" }).click();
  await page.getByLabel("Shop name").fill(who.shopName);
  await page.getByRole("radio", { name: who.region }).check();
  await page.getByLabel("Default language").selectOption(who.locale);
  await page.getByLabel("Default currency").selectOption(who.currency);
  await page.getByLabel("Your name").fill(who.name);
  await page.getByLabel("E-mail address").fill(who.email);
  await page.getByLabel(/^Password/).fill(who.password);
  await visited("sign-up");
  await page.getByRole("button", { name: "Create shop" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await visited("check-mail");
  await page.getByRole("link", { name: "Open the development mailbox" }).click();
  const mail = page.getByRole("article", { name: "Please confirm your e-mail address" });
  await expect(mail).toBeVisible();
  // The mail's own frame runs no script, not even that of the tests: it is used by keyboard, as a person may.
  const designed = mail.getByRole("tab", { name: "As designed" });
  await mail.getByRole("tab", { name: "Text only" }).click();
  await visited("mailbox");
  await designed.click();
  await expect(mail.getByTitle("Please confirm your e-mail address")).toBeVisible();
  await designed.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("your e-mail address is confirmed")).toBeVisible();
  await visited("verified");
  await page.getByRole("link", { name: "Log in" }).click();
  await logIn(page, who);
  await expect(page.getByRole("heading", { name: `Welcome to ${who.shopName}` })).toBeVisible();
}

export async function logIn(page: Page, { email, password }: Pick<Merchant, "email" | "password">): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** The line of the checklist that names a step, with what is missing and the way to mend it. */
export const step = (page: Page, name: string): Locator =>
  page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });

export async function connectPayments(page: Page): Promise<void> {
  await goTo(page, "Payments");
  await page.getByRole("button", { name: "Use the emulator's key" }).click();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByText("Payments are connected.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Connected account" })).toBeVisible();
}

/** Makes a publishable key for the demo shop page; answers the key. */
export async function createKey(page: Page, name: string, visited: (name: string) => Promise<void>): Promise<string> {
  await goTo(page, "Settings");
  await page.getByRole("link", { name: "Keys and embedding" }).click();
  await page.getByRole("button", { name: "Create key" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create key" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: /Allow the demo shop/ }).click();
  await dialog.getByRole("button", { name: "Create key" }).click();
  const made = page.getByRole("dialog", { name: "Your new key" });
  const key = await made.getByLabel(name).inputValue();
  await visited("key");
  await made.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByRole("row", { name })).toContainText("Active");
  return key;
}

interface NewMarket {
  readonly name: string;
  readonly country: string;
  /** Besides the shop's own, as the list of choices names them. */
  readonly languages: readonly string[];
  readonly currency: string;
  readonly taxes: "With tax" | "Without tax";
}

/** Creates a market; ends on its tax rates. */
export async function openMarket(page: Page, market: NewMarket): Promise<void> {
  await goTo(page, "Markets");
  await page.getByRole("link", { name: "Create market" }).first().click();
  await page.getByLabel("Name", { exact: false }).first().fill(market.name);
  await choose(page, page.getByRole("combobox", { name: "Countries" }), market.country);
  for (const language of market.languages)
    await choose(page, page.getByRole("combobox", { name: "Languages" }), language);
  await choose(page, page.getByRole("combobox", { name: "Currency" }), market.currency);
  await page.getByRole("radio", { name: market.taxes }).check();
  await page.getByRole("button", { name: "Create market" }).click();
  await expect(page.getByRole("heading", { level: 1, name: market.name })).toBeVisible();
}
