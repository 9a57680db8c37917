import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { rate } from "./kessel.ts";
import { look } from "./look.ts";
import { converted, inDollars, inEuros } from "./sums.ts";

const express = 1490;
const here = inEuros(converted(express, rate.tenThousandths), "en-US");

/** Shipping is priced once, in dollars, and costs the converted price in the market in euros, until it has its own. */
export async function shipFromTheShop(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/markets/shipping`);
  await expect(page.getByText("Converted by the day's rate in: Deutschland")).toBeVisible();
  await page.getByRole("button", { name: "Add shipping method" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add shipping method" });
  await dialog.getByLabel("Name in English").fill("Express");
  await dialog.getByRole("textbox", { name: "Price" }).fill(inDollars(express));
  await expect(dialog.getByLabel("Offer in other currencies at the converted price")).toBeChecked();
  await look(page, "7-everywhere");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Markets", exact: true }).last().click();
  await page.getByRole("link", { name: "Deutschland" }).first().click();
  await page.getByRole("link", { name: "Shipping", exact: true }).click();
  const row = page.getByRole("row", { name: "Express" });
  await expect(row).toContainText("Converted from $14.90");
  await expect(row).toContainText("Offered");
  await row.getByRole("button", { name: `Express: ${here}. How it comes about` }).click();
  await expect(page.getByText(/^Rate: 1 EUR = |^Rate: 1 USD = 0\.865/)).toContainText("Entered");
  await look(page, "7-converted");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Try it out").getByRole("button", { name: `Express: ${here}` })).toBeVisible();
  await row.getByRole("button", { name: "Edit Express" }).click();
  const own = page.getByRole("dialog", { name: "Change for this market" });
  await expect(own).toContainText(`it costs ${here} here: the shop's price, converted.`);
  await own.getByRole("textbox", { name: "Price" }).fill("9.90");
  await own.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("€9.90");
  await expect(row).toContainText("its own here: Price");
  await look(page, "7-own");
  // A promotion is tried on a cart that ships as the shop does.
  await page.goto(`${home}/promotions/new`);
  await page.getByRole("button", { name: "Fill in an example" }).click();
  const shipped = page.getByRole("combobox", { name: "Shipped by" });
  await expect(shipped).toHaveValue("Parcel (€4.90)");
  await shipped.click();
  await page.getByRole("option", { name: "Express (€9.90)" }).click();
  await page.getByRole("button", { name: "Shipping: €9.90. How it comes about" }).click();
  await expect(page.getByText("The market's own price €9.90: holds")).toBeVisible();
  await look(page, "7-tried");
}
