import { expect, test } from "@playwright/test";
import { readCatalogue } from "./support/catalogue.ts";
import { look } from "./support/look.ts";
import {
  addShipping,
  addUsualTaxes,
  choose,
  connectPayments,
  createKey,
  goTo,
  signUp,
  step,
} from "./support/merchant.ts";
import { openPerson } from "./support/person.ts";
import type { Person } from "./support/person.ts";

const catalogue = readCatalogue();
const { product } = catalogue;
const merchant = {
  shopName: "Kessel & Co.",
  region: "European Union",
  locale: "en",
  currency: "USD",
  name: "Mara Kessel",
  email: "mara@kessel.example",
  password: "whistle-while-it-boils",
} as const;

test.describe.configure({ mode: "serial", timeout: 120_000 });
test.describe("a shop from nothing to a refunded order", () => {
  let admin: Person;
  let publishableKey: string;

  test.beforeAll(async ({ browser }) => {
    admin = await openPerson(browser);
  });
  test.afterEach(() => expect(admin.troubles).toEqual([]));
  test.afterAll(async () => admin.context.close());

  test("1. a merchant signs up, verifies the address, and sees the checklist", async () => {
    const { page } = admin;
    await signUp(page, merchant, (name) => look(page, `1-${name}`));
    await expect(page.getByText("Data region: European Union")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Before you can sell" })).toBeVisible();
    for (const name of ["Products", "A market", "Payments"]) await expect(step(page, name)).toContainText("Missing");
    await look(page, "1-checklist");
  });

  test("2. imports a catalogue, edits a product and publishes it", async () => {
    const { page } = admin;
    await step(page, "Products").getByRole("link", { name: "Import products" }).click();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose files" }).click();
    await (await chooser).setFiles([...catalogue.files]);
    await look(page, "2-files");
    await page.getByRole("button", { name: "Import 2 files" }).click();
    await expect(page.getByRole("progressbar").first()).toBeVisible();
    const [products, translations] = [
      page.getByRole("region", { name: "spree-products.csv" }),
      page.getByRole("region", { name: "transl" }),
    ];
    await expect(page.getByRole("link", { name: "To the products" })).toBeVisible({ timeout: 60_000 });
    await look(page, "2-imported");
    await page.getByRole("link", { name: "To the products" }).click();
  });
});
