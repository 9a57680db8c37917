import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { demoMerchant, type Merchant } from "./demo-merchant.ts";
import { expectAccessible, listen, open } from "./shop-page.ts";

const mailbox = process.env["E2E_MAILBOX_URL"] ?? "";
const phone = { width: 390, height: 844 };

/** What the elements say in a language. */
function words(language: string): (key: string) => string {
  const read = (file: string): Record<string, string> =>
    JSON.parse(readFileSync(resolve(import.meta.dirname, `../src/locales/${file}.json`), "utf8")) as never;
  const all = { ...read(language), ...read(`parts/${language}`) };
  return (key) => {
    const text = all[key];
    if (text === undefined) throw new Error(`no words for ${key}`);
    return text;
  };
}

/** How somebody gets at things: with a finger, or without a mouse. */
interface Hand {
  press(target: Locator): Promise<void>;
  write(target: Locator, text: string): Promise<void>;
}

const finger: Hand = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
};

function keyboard(page: Page): Hand {
  const reach = async (target: Locator): Promise<void> => {
    await expect(target).toBeVisible();
    const isThere = () =>
      target.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);
    for (let presses = 0; presses < 120 && !(await isThere()); presses += 1) await page.keyboard.press("Tab");
    await expect(target).toBeFocused();
  };
  return {
    async press(target) {
      await reach(target);
      await page.keyboard.press("Enter");
    },
    async write(target, text) {
      await reach(target);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
  };
}

/** Ten per cent off by a code, and a gift card of ten euros. */
async function presents(merchant: Merchant): Promise<{ code: string; giftCard: string }> {
  const name = `Day ${crypto.randomUUID().slice(0, 8)}`;
  const promotion = await merchant.tell<{ id: string }>("promotions.set", {
    name,
    trigger: "code",
    effect: { kind: "order_percentage", ppm: 100_000 },
  });
  const code = name.replace(" ", "-").toUpperCase();
  await merchant.tell("promotions.addCode", { promotionId: promotion.id, code });
  const issued = await merchant.tell<{ code: string }>("credit.issueGiftCard", {
    value: { amount: 1_000, currency: "EUR" },
    note: null,
  });
  return { code, giftCard: issued.code };
}

/** What of an order this day looks at. */
interface Paid {
  readonly credits: readonly { readonly applied: { readonly amount: number } }[];
  readonly totals: { readonly discount: { readonly amount: number } };
}

/** The address of the order's own page, from the mail that confirms it. */
async function orderPageOf(page: Page, email: string): Promise<string> {
  let address: string | undefined;
  await expect(async () => {
    const answer = await page.request.get(`${mailbox}/mails?to=${encodeURIComponent(email)}`);
    address = /https?:\/\/[^\s"<>\\]+\/orders\/[\w-]+\/[\w-]+/.exec(JSON.stringify(await answer.json()))?.[0];
    expect(address).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return address ?? "";
}

const days = [
  { language: "de", locale: "de-DE", dir: "ltr", product: "wolldecke-fjord", how: "by keyboard alone", keys: true },
  { language: "ar", locale: "ar-EG", dir: "rtl", product: "wolldecke-fjord", how: "with a finger", keys: false },
] as const;

for (const { language, locale, dir, product, how, keys } of days) {
  test.describe(`a shopper's day on a phone in ${language}`, () => {
    test.use({ locale, viewport: phone });

    test(`a code, a gift card, a tax id, the rest by card, a parcel to follow: ${how}`, async ({ page }, info) => {
      test.slow();
      const say = words(language);
      const noise = listen(page);
      const hand = keys ? keyboard(page) : finger;
      const merchant = await demoMerchant(page.request);
      const { code, giftCard } = await presents(merchant);
      const email = `tag-${language}-${Date.now()}-${info.retry}@example.com`;

      await open(page, "eu", `products/${product}`);
      await expect(page.locator("html")).toHaveAttribute("dir", dir);
      await hand.press(page.locator("meridian-consent").getByRole("button").first());
      await hand.press(page.getByRole("button", { name: say("add") }));
      const drawer = page.getByRole("dialog");
      await expect(drawer).toBeVisible();
      const removal = (title: string) =>
        drawer.getByRole("button", { name: say("remove").replace("{{title}}", title), exact: true });

      await hand.press(drawer.locator("summary", { hasText: say("codes") }));
      const enter = async (name: string, text: string): Promise<void> => {
        await hand.write(drawer.locator(`input[name="${name}"]`), text);
        await page.keyboard.press("Enter");
      };
      await enter("code", code);
      await expect(removal(code)).toBeVisible();
      await enter("gift-card", giftCard);
      const card = say("giftCardOf").replace("{{last4}}", giftCard.slice(-4));
      await expect(removal(card)).toBeVisible();
      await expect(drawer.getByText(say("due"))).toBeVisible();
      await expectAccessible(page);
      await page.screenshot({ path: info.outputPath(`${language}-codes.png`), fullPage: true });

      await hand.press(drawer.getByRole("button", { name: say("checkout") }));
      const given = { email, name: "Erika Beispiel", line1: "Lindenweg 7", postalCode: "10115", city: "Berlin" };
      for (const [name, text] of Object.entries(given)) await hand.write(drawer.locator(`[name="${name}"]`), text);
      await hand.press(drawer.getByRole("button", { name: say("continue") }));
      await hand.press(drawer.locator("summary", { hasText: say("business") }));
      await enter("tax-id", "DE123");
      await expect(drawer.getByRole("alert")).toHaveText(say("taxInvalid"));
      await hand.press(removal("DE123"));
      await expect(drawer.getByRole("alert")).toBeHidden();
      await expectAccessible(page);
      const pay = drawer.locator("button.primary");
      await expect(pay).toBeEnabled();
      await hand.press(pay);

      await expect(page.locator('[name="number"]')).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("dir", dir);
      const number = { number: "4242424242424242", expiry: "12/34", cvc: "123", name: "Erika Beispiel" };
      for (const [name, text] of Object.entries(number)) await hand.write(page.locator(`[name="${name}"]`), text);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: say("thanks") })).toBeVisible();
      await expect(page.locator("meridian-order")).toContainText(email);
      await expectAccessible(page);

      const orders = await merchant.ask<{ items: { id: string }[] }>("orders.list", { text: email });
      const orderId = orders.items[0]?.id;
      const order = await merchant.ask<Paid>("orders.get", { id: orderId });
      expect(order.totals.discount.amount).toBeGreaterThan(0);
      expect(order.credits.map(({ applied }) => applied.amount)).toEqual([1_000]);
      await merchant.tell("fulfilment.fulfil", { orderId, carrier: "dhl", trackingNumber: "00340434161094042557" });

      await page.goto(await orderPageOf(page, email));
      await expect(page.locator("html")).toHaveAttribute("dir", dir);
      await expect(page.locator('a[href*="00340434161094042557"]')).toHaveAttribute("href", /dhl/);
      await expectAccessible(page);
      await page.screenshot({ path: info.outputPath(`${language}-order-page.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      expect(noise).toEqual([]);
    });
  });
}
