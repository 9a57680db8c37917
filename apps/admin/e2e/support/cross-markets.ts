import { expect } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { buyer, product, shipping, unit } from "./kessel.ts";
import { look } from "./look.ts";
import { openPerson } from "./person.ts";
import { addToCart, find, giveAddress, openShop, words } from "./shopper.ts";
import { inEuros } from "./sums.ts";

/** A shopper on a phone goes over from the market in euros to the one in dollars by hand, and back by the address. */
export async function crossMarkets(browser: Browser, key: string): Promise<void> {
  const person = await openPerson(browser, { locale: "en-GB", viewport: { width: 390, height: 844 } });
  const { page } = person;
  await openShop(page, "eu", key);
  await page.getByRole("button", { name: "Accept all" }).click();
  const here = page.getByRole("combobox", { name: "Deliver to" });
  await here.selectOption("Deutschland (EUR)");
  await find(page, words.en, product.search.en, product.title.en);
  await page.getByRole("radio", { name: product.variant }).check();
  await expect(page.getByRole("article").getByText(inEuros(unit, "en"))).toBeVisible();
  await addToCart(page, words.en, 1);
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText(inEuros(unit, "en"), { exact: true }).first()).toBeVisible();
  await drawer.getByRole("button", { name: words.en.close }).click();

  await here.selectOption("America (USD)");
  const dollars = /^\$\d+\.\d\d$/;
  await expect(page.getByRole("article").getByText(dollars).first()).toBeVisible();
  await page.getByRole("button", { name: words.en.cart }).click();
  await expect(drawer.getByText(dollars).first()).toBeVisible();
  await expect(drawer.getByText("€")).toHaveCount(0);
  await look(page, "6-dollars");
  await giveAddress(page, words.en, {
    ...buyer,
    street: "1 Market St",
    zip: "94105",
    city: "San Francisco",
    region: "CA",
  });
  await expect(drawer.getByText(/^Sales tax/)).toBeVisible();
  await expect(drawer.getByText(/^incl\./)).toHaveCount(0);
  await look(page, "6-tax-added");

  await drawer.getByRole("button", { name: "Change" }).first().click();
  await drawer.getByLabel("Country").selectOption("DE");
  await expect(drawer.getByRole("status")).toContainText("Germany is served from Deutschland: prices are in EUR there");
  await look(page, "6-other-market");
  await drawer.getByRole("button", { name: "Continue in Deutschland" }).click();
  await expect(drawer.getByText(inEuros(unit, "en"), { exact: true }).first()).toBeVisible();
  await expect(here.locator("option:checked")).toHaveText("Deutschland (EUR)");
  await giveAddress(page, words.en, buyer);
  await expect(drawer.getByText(inEuros(unit + shipping, "en"), { exact: true }).first()).toBeVisible();
  await expect(drawer.getByText(/^incl\./).first()).toBeVisible();
  expect(person.troubles).toEqual([]);
  await person.context.close();
}
