import { expect, test } from "@playwright/test";
import { buyer, catalogue, edited, merchant, product, rate, shipping, taxIn, total, unit } from "./support/kessel.ts";
import { look } from "./support/look.ts";
import { choose, connectPayments, createKey, goTo, openMarket, signUp, step } from "./support/merchant.ts";
import { mailTo } from "./support/mail.ts";
import { openPerson } from "./support/person.ts";
import type { Person } from "./support/person.ts";
import { addToCart, find, giveAddress, openShop, pay, words } from "./support/shopper.ts";
import { crossMarkets } from "./support/cross-markets.ts";
import { dataOf, openAmerica, regionApi } from "./support/region-api.ts";
import type { OrderFigures } from "./support/region-api.ts";
import { shipFromTheShop } from "./support/shop-shipping.ts";
import { inEuros, inDollars } from "./support/sums.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });
test.describe("a shop from nothing to a refunded order", () => {
  let admin: Person;
  let shopper: Person;
  let key = "";
  let home = "";
  let orderUrl = "";
  let order: OrderFigures;

  test.beforeAll(async ({ browser }) => {
    admin = await openPerson(browser);
    shopper = await openPerson(browser, { locale: "en-GB" });
  });
  test.afterEach(() => expect([...admin.troubles, ...shopper.troubles]).toEqual([]));
  test.afterAll(async () => {
    await admin.context.close();
    await shopper.context.close();
  });

  test("1. a merchant signs up, verifies the address, and sees the checklist", async () => {
    const { page } = admin;
    await signUp(page, merchant, (name) => look(page, `1-${name}`));
    home = page.url();
    await expect(page.getByLabel("Data region: European Union")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Before you can sell" })).toBeVisible();
    for (const name of ["Products", "A market", "Payments"])
      await expect(step(page, name).getByRole("img", { name: "Missing" })).toBeVisible();
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
    await expect(
      page.getByText(/^(?:Sending the file|Waiting|Reading the file|Checking every row|Writing products)$/).first(),
    ).toBeVisible();
    await expect(page.getByRole("link", { name: "To the products" })).toBeVisible({ timeout: 60_000 });
    const figures = page.getByLabel("Figures");
    await expect(figures).toHaveCount(2);
    await expect(figures.nth(0)).toContainText(`Products${catalogue.products}New${catalogue.products}`);
    await expect(figures.nth(0)).toContainText(`Variants${catalogue.variants}`);
    await expect(figures.nth(1)).toContainText(`Translations${catalogue.translations}`);
    await look(page, "2-imported", { dark: true });
    await page.getByRole("link", { name: "To the products" }).click();
    await page.getByRole("searchbox", { name: "Title, SKU or tag" }).fill(product.title.en);
    await expect(page.getByRole("row", { name: product.title.en })).toContainText("Published");
    await look(page, "2-products");
    await page.getByRole("link", { name: product.title.en }).click();
    const price = page.getByLabel(`Price of ${product.variant} in USD`);
    await expect(price).toHaveValue(inDollars(product.price));
    await expect(page.getByLabel(`Pieces of ${product.variant} in stock`)).not.toHaveValue("0");
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Back to draft" }).click();
    await expect(page.getByText("The product is a draft again.")).toBeVisible();
    await price.fill(inDollars(edited));
    await expect(page.getByRole("region", { name: "Unsaved changes" })).toContainText("1 unsaved change");
    await look(page, "2-edited");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    if (catalogue.alsoInEuros) {
      // Without a price of its own in EUR, the variant is sold at the market's rate.
      await choose(page, page.getByRole("combobox", { name: "Currency of the prices" }), /^EUR/);
      await page.getByLabel(`Price of ${product.variant} in EUR`).fill("");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("region", { name: "Unsaved changes" })).toBeHidden();
    }
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(page.getByText("The product is in the shop now.")).toBeVisible();
    await look(page, "2-published");
  });

  test("3. opens a German market in EUR, connects payments and makes a key", async () => {
    const { page } = admin;
    await openMarket(page, {
      name: "Deutschland",
      country: "Germany",
      languages: ["German (de)"],
      currency: "EUR",
      taxes: "With tax",
    });
    await page.getByRole("navigation", { name: "Deutschland" }).getByRole("link", { name: "Settings" }).click();
    await look(page, "3-market");
    await goTo(page, "Home");
    const missing = ["Tax rates – Deutschland", "Shipping – Deutschland", "Payments"];
    for (const name of missing) await expect(step(page, name).getByRole("img", { name: "Missing" })).toBeVisible();
    await expect(step(page, "Tax rates – Deutschland")).toContainText("No tax rate for Germany");
    await look(page, "3-missing");
    await step(page, "Tax rates – Deutschland").getByRole("link", { name: "Add tax rates" }).click();
    await page.getByRole("link", { name: "Exchange rates" }).click();
    await page.getByRole("textbox", { name: /^is/ }).fill(rate.text);
    await page.getByRole("button", { name: "Save rate" }).click();
    await expect(page.getByRole("row", { name: /0\.865/ })).toBeVisible();
    await look(page, "3-exchange-rates");
    await goTo(page, "Home");
    await expect(step(page, "Exchange rate – Deutschland").getByRole("img", { name: "Done" })).toBeVisible();
    await step(page, "Tax rates – Deutschland").getByRole("link", { name: "Add tax rates" }).click();
    await page.getByRole("button", { name: "Add usual rates of Germany" }).first().click();
    await expect(page.getByRole("table", { name: "Tax rates of Germany" })).toContainText("19%");
    await look(page, "3-taxes");
    await page.getByRole("link", { name: "Shipping", exact: true }).click();
    await page.getByRole("button", { name: "Add shipping method" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Add shipping method" });
    await dialog.getByLabel("Name in English").fill("Parcel");
    await dialog.getByLabel("Name in German").fill("Paket");
    await dialog.getByRole("textbox", { name: "Price" }).fill(inDollars(shipping));
    await look(page, "3-shipping-dialog");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("row", { name: /Parcel|Paket/ })).toContainText("4.90");
    await look(page, "3-shipping");
    await goTo(page, "Home");
    await expect(step(page, "Payments").getByRole("img", { name: "Missing" })).toBeVisible();
    await connectPayments(page);
    await look(page, "3-payments");
    await goTo(page, "Home");
    await expect(page.getByText("Your shop is ready to sell")).toBeVisible();
    await look(page, "3-ready");
    key = await createKey(page, "Demo shop", (name) => look(page, `3-${name}`));
    expect(key).toMatch(/^pk_eu_/);
  });

  test("4. a shopper chooses, is declined, pays, and gets the confirmation in German", async () => {
    const { page } = shopper;
    await openShop(page, "eu", key);
    const consent = page.getByRole("region", { name: "Your privacy, your choice" });
    await expect(consent.getByRole("button", { name: "Accept all" })).toBeVisible();
    await look(page, "4-consent");
    await consent.getByRole("button", { name: "Accept all" }).click();
    await expect(consent).toBeHidden();
    await find(page, words.en, product.search.en, product.title.en);
    await page.getByLabel(words.en.language).selectOption("de");
    await expect(page.getByRole("heading", { level: 1, name: product.title.de })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await find(page, words.de, product.search.de, product.title.de);
    await page.getByRole("radio", { name: product.variant }).check();
    await expect(page.getByRole("article").getByText(inEuros(unit, "de"))).toBeVisible();
    await look(page, "4-product");
    await addToCart(page, words.de, 2);
    await look(page, "4-cart");
    await giveAddress(page, words.de, buyer);
    const drawer = page.getByRole("dialog");
    await expect(drawer.getByRole("radio", { name: /Paket/ })).toBeChecked();
    for (const figure of [2 * unit, shipping, taxIn(total), total])
      await expect(drawer.getByText(inEuros(figure, "de"), { exact: true }).first()).toBeVisible();
    await look(page, "4-payment");
    await pay(page, words.de, "declined");
    await expect(page.getByRole("alert")).toContainText(words.de.declined);
    await look(page, "4-declined");
    await pay(page, words.de, "paid");
    await expect(page.getByRole("heading", { name: words.de.thanks })).toBeVisible();
    await expect(page.getByRole("article").getByText(inEuros(total, "de"), { exact: true })).toBeVisible();
    await look(page, "4-confirmation");
    const mail = await mailTo(page, "eu", buyer.email);
    expect(mail.language).toBe("de");
    expect(mail.subject).toContain("Ihre Bestellung");
    for (const figure of [2 * unit, shipping, taxIn(total), total]) expect(mail.text).toContain(inEuros(figure, "de"));
    const reader = await shopper.context.newPage();
    await reader.setContent(mail.html ?? "");
    await look(reader, "4-mail");
    await reader.close();
  });

  test("5. the admin sees the order and refunds a part; every figure agrees", async () => {
    const { page } = admin;
    await goTo(page, "Orders");
    await look(page, "5-orders");
    await page.getByRole("row", { name: buyer.name }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
    const row = page.getByRole("row", { name: product.title.de });
    await expect(row).toContainText(inEuros(unit, "en"));
    await expect(row).toContainText(inEuros(2 * unit, "en"));
    const totals = page.getByLabel("Totals");
    for (const figure of [2 * unit, shipping, taxIn(total), total])
      await expect(totals).toContainText(inEuros(figure, "en"));
    await expect(page.getByRole("region", { name: "Payment and refunds" })).toContainText("4242");
    await expect(page.getByRole("region", { name: "Consent" })).toContainText("Ledger entry 1");
    await look(page, "5-order");
    await page.getByRole("button", { name: "Refund" }).click();
    const dialog = page.getByRole("dialog", { name: /^Refund order/ });
    await dialog.getByLabel(`Pieces of ${product.title.de} to refund`).fill("1");
    await dialog.getByLabel("Reason").fill("One arrived with a dent");
    await expect(dialog.getByRole("button", { name: `Refund ${inEuros(unit, "en")}` })).toBeEnabled();
    await look(page, "5-refund");
    await dialog.getByRole("button", { name: `Refund ${inEuros(unit, "en")}` }).click();
    await expect(page.getByText("Partly refunded", { exact: true })).toBeVisible();
    await expect(totals).toContainText(inEuros(-unit, "en"));
    await look(page, "5-refunded");
    const mail = await mailTo(page, "eu", buyer.email, 2);
    expect(mail.text).toContain(inEuros(unit, "de"));
    orderUrl = page.url();
    const api = await regionApi(page, new URL(home).pathname.split("/").at(-1) ?? "");
    const answer = await dataOf(await api.ask("eu", "orders.get", { id: orderUrl.split("/").at(-1) }));
    order = answer as OrderFigures;
    expect([order.totals.total.amount, order.refunded.amount]).toEqual([total, unit]);
    const account = await dataOf(await api.ask("eu", "payments.getAccount", {}));
    const { accountRef } = account as { accountRef: string };
    const books = await page.request.get(`${process.env["E2E_STRIPE_EU_URL"]}/_dev/ledger`, {
      params: { account: accountRef },
    });
    const { totals: ledger } = (await books.json()) as { totals: Record<string, object> };
    expect(ledger["eur"]).toMatchObject({
      charges: 1,
      failedCharges: 1,
      captured: total,
      refunded: unit,
      net: total - unit,
    });
    await goTo(page, "Settings");
    await page.getByRole("link", { name: "Audit log" }).click();
    await expect(page.getByRole("row", { name: "orders.refund" }).first()).toBeVisible();
    await page.getByRole("button", { name: "Check the chain" }).click();
    await expect(page.getByText("The log is intact")).toBeVisible();
    await look(page, "5-audit");
    await goTo(page, "Privacy");
    await expect(page.getByRole("table")).toBeVisible();
    await look(page, "5-consents");
  });

  test("6. a second market opens: a shopper on a phone goes over to it, and back by the address", async ({
    browser,
  }) => {
    const { tell } = await regionApi(admin.page, new URL(home).pathname.split("/").at(-1) ?? "");
    await openAmerica({ tell }, shipping);
    await crossMarkets(browser, key);
  });

  test("7. shipping is priced once for the whole shop, and costs the converted price abroad", async () => {
    await shipFromTheShop(admin.page, home);
  });
});
