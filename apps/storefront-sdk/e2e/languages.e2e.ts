import { expect, test } from "@playwright/test";
import { expectAccessible, listen, open } from "./shop-page.ts";

const visitors = [
  { locale: "ja-JP", lang: "ja", dir: "ltr", cart: "カートに入れる", drawer: "カート", banner: "すべて拒否する" },
  { locale: "ar-EG", lang: "ar", dir: "rtl", cart: "إضافة إلى السلة", drawer: "السلة", banner: "رفض الكل" },
  { locale: "fr-FR", lang: "fr", dir: "ltr", cart: "Ajouter au panier", drawer: "Panier", banner: "Tout refuser" },
  { locale: "es-ES", lang: "es", dir: "ltr", cart: "Añadir al carrito", drawer: "Carrito", banner: "Rechazar todo" },
] as const;
const screens = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

for (const { locale, lang, dir, cart, drawer, banner } of visitors) {
  test.describe(`a visitor who reads ${lang}`, () => {
    test.use({ locale });

    test("sees the whole shop in the language, running its way", async ({ page }, info) => {
      test.slow();
      const noise = listen(page);
      const atEachSize = async (what: string): Promise<void> => {
        for (const [name, size] of Object.entries(screens)) {
          await page.setViewportSize(size);
          await page.screenshot({ path: info.outputPath(`${lang}-${what}-${name}.png`), fullPage: what === "home" });
          // Nothing sticks out at either side.
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(wide, `${what} on a ${name}`).toBeLessThanOrEqual(0);
          await expectAccessible(page);
        }
      };
      await page.setViewportSize(screens.desktop);
      await open(page, "eu", "products/steinzeugbecher");
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.locator("html")).toHaveAttribute("dir", dir);
      await page.getByRole("button", { name: banner }).click();
      await page.locator("label", { hasText: "Nacht" }).click();
      await page.getByRole("button", { name: cart }).click();
      await expect(page.getByRole("dialog", { name: drawer })).toBeVisible();
      await atEachSize("cart");
      await open(page, "eu");
      await page.reload();
      await expect(page.getByRole("link", { name: "Steinzeugbecher" })).toBeVisible();
      await atEachSize("home");
      expect(noise).toEqual([]);
    });
  });
}
