import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const demoUrl = process.env["E2E_DEMO_URL"] ?? "";

/** Everything that the browser complained of, other than refusals that a test asked for. */
export function listen(page: Page): string[] {
  const noise: string[] = [];
  page.on("pageerror", (error) => noise.push(error.message));
  page.on("console", (message) => {
    const asked = /status of 4\d\d|net::ERR_FAILED/.test(message.text());
    if ((message.type() === "error" || message.type() === "warning") && !asked) noise.push(message.text());
  });
  return noise;
}

export async function open(page: Page, shop: "eu" | "us", route = ""): Promise<void> {
  await page.goto(`${demoUrl}/?shop=${shop}#/${route}`);
}

export async function expectAccessible(page: Page): Promise<void> {
  const axe = await axeOn(page);
  const { violations } = await axe.options({ resultTypes: ["violations"] }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))])).toEqual([]);
}

async function axeOn(page: Page): Promise<AxeBuilder> {
  // Without the word "legacy" axe opens a second page for each look, to put the frames' findings together.
  if (page.frames().length > 1) return new AxeBuilder({ page });
  // Half a megabyte of code, which would be read twice at each look: once a document is enough.
  const isThere = await page.evaluate(() => "axe" in window);
  return new AxeBuilder(isThere ? { page, axeSource: "0" } : { page }).setLegacyMode();
}

/** Fills in the drawer's address form. */
export async function fillAddress(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`meridian-cart [name="${name}"]`);
    if ((await field.evaluate((element) => element.localName)) === "select") await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Pays on the emulator's hosted page. */
export async function payWith(page: Page, card: string, button: RegExp): Promise<void> {
  await page.locator('[name="number"]').fill(card);
  await page.locator('[name="expiry"]').fill("12/34");
  await page.locator('[name="cvc"]').fill("123");
  await page.locator('[name="name"]').fill("Erika Beispiel");
  await page.getByRole("button", { name: button }).click();
}
