import { expect, test } from "@playwright/test";
import { expectAccessible, fillAddress, listen, open, payWith } from "./shop-page.ts";

test.describe("a shopper in Germany", () => {
  test.use({ locale: "de-DE" });

  test("chooses, searches, switches language, is declined, and pays", async ({ page }, info) => {
    test.slow();
    const noise = listen(page);
    await open(page, "eu");
    const banner = page.getByRole("region", { name: "Ihre Daten, Ihre Wahl" });
    await expect(banner).toBeVisible();
    await expectAccessible(page);
    await banner.getByRole("button", { name: "Alle ablehnen" }).click();
    await expect(banner).toBeHidden();

    await page.getByRole("searchbox", { name: "Suchen" }).fill("wolldecke");
    await expect(page.getByRole("link", { name: "Wolldecke Fjord" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Klappmesser" })).toBeHidden();
    await page.getByRole("combobox", { name: "Sprache" }).selectOption("en");
    await expect(page.getByRole("link", { name: "Fjord wool blanket" })).toBeVisible();
    await page.getByRole("link", { name: "Everything" }).click();
    await page.getByRole("link", { name: "Stoneware mug" }).click();
    await expect(page.getByRole("heading", { name: "Stoneware mug" })).toBeVisible();
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await expect(page.getByRole("heading", { name: "Steinzeugbecher" })).toBeVisible();
    await expect(page).toHaveURL(/#\/products\/steinzeugbecher$/);
    await expect(page).toHaveTitle("Steinzeugbecher – Nordlicht");

    await page.locator("label", { hasText: "Sand" }).click();
    await expect(page.getByRole("article").getByText("Ausverkauft")).toBeVisible();
    await page.locator("label", { hasText: "Nacht" }).click();
    await page.getByRole("spinbutton", { name: "Menge" }).fill("2");
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath("product.png") });
    await page.getByRole("button", { name: "In den Warenkorb" }).click();

    const drawer = page.getByRole("dialog", { name: "Warenkorb" });
    await expect(drawer.getByRole("link", { name: "Steinzeugbecher" })).toBeVisible();
    await expect(drawer).toContainText("33,00 €");
    await drawer.getByRole("button", { name: "Steinzeugbecher (Nacht): eins mehr" }).click();
    await drawer.getByRole("button", { name: "Steinzeugbecher (Nacht): eins mehr" }).click();
    await expect(drawer).toContainText("66,00 €");
    await drawer.getByRole("button", { name: "Steinzeugbecher (Nacht): eins weniger" }).click();
    await expect(drawer).toContainText("49,50 €");
    await expectAccessible(page);

    await drawer.getByRole("button", { name: "Zur Kasse" }).click();
    const person = { email: "erika@example.com", name: "Erika Beispiel", line1: "Lindenweg 7", city: "Berlin" };
    await fillAddress(page, { ...person, postalCode: "1011" });
    await page.getByRole("button", { name: "Weiter" }).click();
    await expect(page.getByRole("textbox", { name: "Postleitzahl" })).toHaveAccessibleDescription(
      "Bitte prüfen Sie diese Angabe.",
    );
    await expectAccessible(page);
    await fillAddress(page, { postalCode: "10115" });
    await page.getByRole("button", { name: "Weiter" }).click();

    await expect(page.getByRole("radio", { name: /Paket.*4,90 €/ })).toBeChecked();
    await page.getByRole("radio", { name: /Express.*12,90 €/ }).check();
    // The law's words and nothing else; what it costs stands above.
    const pay = page.getByRole("button", { name: "Zahlungspflichtig bestellen", exact: true });
    await expect(pay).toBeEnabled();
    await expect(page.getByRole("dialog")).toContainText("62,40 €");
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath("payment.png") });
    await pay.click();

    await payWith(page, "4000000000000002", /zahlen/);
    await expect(page.getByText("Ihre Karte wurde abgelehnt")).toBeVisible();
    await payWith(page, "4242424242424242", /zahlen/);

    await expect(page.getByRole("heading", { name: "Vielen Dank für Ihre Bestellung!" })).toBeVisible();
    await expect(page.locator("meridian-order")).toContainText("62,40 €");
    await expect(page.locator("meridian-order")).toContainText("Eine Bestätigung ist unterwegs an erika@example.com.");
    await expect(page.getByRole("button", { name: /Warenkorb.*0 Artikel/ })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath("order.png"), fullPage: true });
    expect(noise).toEqual([]);
  });

  test("comes back from the payment page without paying, and the cart is still there", async ({ page }) => {
    await open(page, "eu", "products/salz-und-pfeffermuehle");
    await page.getByRole("button", { name: "Alle annehmen" }).click();
    await page.getByRole("button", { name: "In den Warenkorb" }).click();
    await page.getByRole("button", { name: "Zur Kasse" }).click();
    await fillAddress(page, {
      email: "e@example.com",
      name: "E. B.",
      line1: "Weg 1",
      postalCode: "10115",
      city: "Berlin",
    });
    await page.getByRole("button", { name: "Weiter" }).click();
    await page.getByRole("button", { name: "Zahlungspflichtig bestellen" }).click();
    await page.getByRole("link", { name: /Zurück/ }).click();
    await expect(page.getByText("Die Zahlung wurde abgebrochen.")).toBeVisible();
    await expect(page.getByRole("button", { name: /Warenkorb.*1 Artikel/ })).toBeVisible();
  });
});

test.describe("a shopper in the United States, on a phone in the dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });

  test("sees tax added to dollars", async ({ page }, info) => {
    test.slow();
    const noise = listen(page);
    await open(page, "us");
    await page.getByRole("button", { name: "Reject all" }).click();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath("home.png") });
    await open(page, "us", "products/notebook");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("button", { name: "Checkout" }).click();
    const person = {
      email: "jo@example.com",
      name: "Jo Doe",
      line1: "1 Market St",
      postalCode: "94105",
      city: "San Francisco",
    };
    await fillAddress(page, { ...person, region: "CA" });
    await page.getByRole("button", { name: "Continue" }).click();
    const dialog = page.getByRole("dialog", { name: "Checkout" });
    await expect(dialog).toContainText("$14.00");
    await expect(dialog).toContainText("Sales tax 7.25%");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Order with obligation to pay" }).click();
    await payWith(page, "4242424242424242", /Pay/);
    await expect(page.getByRole("heading", { name: "Thank you for your order!" })).toBeVisible();
    await page.screenshot({ path: info.outputPath("order.png"), fullPage: true });
    expect(noise).toEqual([]);
  });
});
