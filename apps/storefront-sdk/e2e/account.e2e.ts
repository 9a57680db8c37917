import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, listen, open } from "./shop-page.ts";

const mailbox = process.env["E2E_MAILBOX_URL"] ?? "";

/** The link in the newest mail to an address. */
async function linkFor(page: Page, to: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const answer = await page.request.get(`${mailbox}/mails?to=${encodeURIComponent(to)}`);
    link = /https?:[^\s"<>]*meridian_token=[\w-]+[^\s"<>]*/.exec(JSON.stringify(await answer.json()))?.[0];
    expect(link).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return (link ?? "").replaceAll("&amp;", "&");
}

test.describe("a shopper with an account", () => {
  test.use({ locale: "de-DE" });

  test("registers, opens the link, keeps an address, takes their data along, and leaves", async ({ page }, info) => {
    test.slow();
    const noise = listen(page);
    const email = `erika-${Date.now()}-${info.retry}@example.com`;
    await open(page, "eu", "account");
    await page.getByRole("button", { name: "Alle ablehnen" }).click();
    await expect(page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Konto anlegen" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Erika Beispiel");
    await page.getByRole("textbox", { name: "E-Mail" }).fill(email);
    await page.getByLabel("Passwort").fill("ein Fjord im Winterlicht");
    await page.getByRole("button", { name: "Konto anlegen" }).click();
    await expect(page.getByText(`Wir haben an ${email} geschrieben`)).toBeVisible();

    await page.goto(await linkFor(page, email));
    await expect(page.getByText("Ihr Konto ist eröffnet.")).toBeVisible();
    expect(page.url()).not.toContain("meridian_token");
    await page.getByRole("textbox", { name: "E-Mail" }).fill(email);
    await page.getByLabel("Passwort").fill("falsch geraten, leider");
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByLabel("Passwort").fill("ein Fjord im Winterlicht");
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Guten Tag, Erika Beispiel" })).toBeVisible();
    await expect(page.getByText("Noch keine Bestellungen.")).toBeVisible();

    await page.getByRole("button", { name: "Adressen" }).click();
    await page.getByRole("button", { name: "Adresse hinzufügen" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Erika Beispiel");
    await page.getByRole("textbox", { name: "Straße und Hausnummer" }).fill("Lindenweg 7");
    await page.getByRole("textbox", { name: "Postleitzahl" }).fill("10115");
    await page.getByRole("textbox", { name: "Ort" }).fill("Berlin");
    await page.getByRole("button", { name: "Speichern" }).click();
    await expect(page.getByText("Lindenweg 7, 10115 Berlin")).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath("account.png") });

    // The next page of the visit knows them still.
    await page.reload();
    await expect(page.getByRole("heading", { name: "Guten Tag, Erika Beispiel" })).toBeVisible();
    await page.getByRole("button", { name: "Angaben" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Meine Daten herunterladen" }).click();
    expect((await download).suggestedFilename()).toBe("my-data.json");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Mein Konto löschen" }).click();
    await page.getByRole("button", { name: "Ja, löschen" }).click();
    await expect(page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
    expect(noise).toEqual([]);
  });
});

test("a code that nobody knows and a wrong tax id are told in the cart", async ({ page }) => {
  await open(page, "us", "products/brass-pen");
  await page.getByRole("button", { name: "Reject all" }).click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  const drawer = page.getByRole("dialog", { name: "Cart" });
  await drawer.getByText("Discount code or gift card").click();
  await drawer.getByRole("textbox", { name: "Discount code" }).fill("NOSUCHCODE");
  await drawer.getByRole("button", { name: "Apply" }).first().click();
  await expect(drawer.getByText("This code is not known.")).toBeVisible();
  await drawer.getByRole("button", { name: "Remove NOSUCHCODE" }).click();
  await expect(drawer.getByText("This code is not known.")).toBeHidden();
  await expectAccessible(page);
});

test("a click on a result is not undone by the search that was still typed", async ({ page }) => {
  await open(page, "us");
  await page.getByRole("button", { name: "Reject all" }).click();
  await page.getByRole("searchbox").fill("brass");
  // Within the pause after the last key.
  await page.getByRole("link", { name: "Brass pen" }).click();
  await expect(page.getByRole("heading", { name: "Brass pen" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page).toHaveURL(/#\/products\/brass-pen$/);
});
