import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";

/** What a shopper reads and presses, in one language. */
export const words = {
  en: {
    cart: /^Cart/, search: "Search", quantity: "Quantity", add: "Add to cart", checkout: "Checkout", next: "Continue",
    email: "E-mail", name: "Name", street: "Street and number", zip: "Postal code", city: "City", pay: /^Order with obligation to pay$/, payHosted: /^Pay /,
    thanks: "Thank you for your order!", decline: "Is declined", succeed: "Succeeds", declined: "Your card was declined.",
    language: "Language", close: "Close",
  },
  de: {
    cart: /^Warenkorb/, search: "Suchen", quantity: "Menge", add: "In den Warenkorb", checkout: "Zur Kasse", next: "Weiter",
    email: "E-Mail", name: "Name", street: "Straße und Hausnummer", zip: "Postleitzahl", city: "Ort", pay: /^Zahlungspflichtig bestellen$/, payHosted: / zahlen$/,
    thanks: "Vielen Dank für Ihre Bestellung!", decline: "Wird abgelehnt", succeed: "Funktioniert", declined: "Ihre Karte wurde abgelehnt.",
    language: "Sprache", close: "Schließen",
  },
} as const; // oxfmt-ignore

export type Words = (typeof words)[keyof typeof words];

export interface Address {
  readonly email: string;
  readonly name: string;
  readonly street: string;
  readonly zip: string;
  readonly city: string;
  readonly region?: string;
}

/** Opens the demo shop page with the key of any shop. */
export async function openShop(page: Page, region: "eu" | "us", key: string): Promise<void> {
  const endpoint = process.env[`E2E_${region.toUpperCase()}_URL`] ?? "";
  await page.goto(`${process.env["E2E_DEMO_URL"]}/?${new URLSearchParams({ key, endpoint }).toString()}`);
}

/** Opens the page of a demo shop that the installation comes with. */
export async function openDemo(page: Page, shop: "eu" | "us"): Promise<void> {
  await page.goto(`${process.env["E2E_DEMO_URL"]}/?shop=${shop}`);
}

export async function find(page: Page, say: Words, text: string, title: string): Promise<void> {
  await page.getByRole("searchbox", { name: say.search }).fill(text);
  // The list is drawn anew a moment after the last key.
  await expect(page).toHaveURL(/#\/search\//);
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

export async function addToCart(page: Page, say: Words, quantity: number): Promise<void> {
  await page.getByLabel(say.quantity, { exact: true }).fill(String(quantity));
  await page.getByRole("button", { name: say.add }).click();
  await expect(page.getByRole("dialog", { name: say.cart })).toBeVisible();
}

/** From the cart's lines to the step that shows shipping, tax and total. */
export async function giveAddress(page: Page, say: Words, address: Address): Promise<void> {
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: say.checkout }).click();
  await drawer.getByLabel(say.email).fill(address.email);
  await drawer.getByLabel(say.name, { exact: true }).fill(address.name);
  await drawer.getByLabel(say.street).fill(address.street);
  await drawer.getByLabel(say.zip).fill(address.zip);
  await drawer.getByLabel(say.city, { exact: true }).fill(address.city);
  if (address.region !== undefined) await drawer.getByLabel("State or region").selectOption(address.region);
  await drawer.getByRole("button", { name: say.next }).click();
  await expect(drawer.getByRole("button", { name: say.pay })).toBeEnabled();
}

/** Leaves for the hosted page if not there yet, picks a test card, and pays. */
export async function pay(page: Page, say: Words, outcome: "declined" | "paid"): Promise<void> {
  const drawer = page.getByRole("dialog");
  if (await drawer.isVisible()) await drawer.getByRole("button", { name: say.pay }).click();
  const card = page.getByRole("listitem").filter({ hasText: outcome === "paid" ? say.succeed : say.decline });
  await card.getByRole("link").click();
  await page.getByRole("button", { name: say.payHosted }).click();
}
