import { expect } from "@playwright/test";
import { openOwner, test } from "./support/demo.ts";
import { look } from "./support/look.ts";

const shops = {
  eu: { region: "EU", language: "de", product: "Tischleuchte Aurora" },
  us: { region: "US", language: "en", product: "Aurora table lamp" },
} as const;

test("6. two shops in two regions see nothing of each other", async ({ browser }) => {
  test.slow();
  const enter = async (name: keyof typeof shops) => {
    const owner = await openOwner(browser, name, { colorScheme: "dark" });
    return { ...owner, shop: shops[name], address: `${owner.home}/products` };
  };
  const [eu, us] = [await enter("eu"), await enter("us")];
  for (const [{ page, shop, address, troubles }, other] of [
    [eu, us],
    [us, eu],
  ] as const) {
    await page.goto(address);
    // Nothing was chosen in this browser: it is the owner's own language.
    await expect(page.locator("html")).toHaveAttribute("lang", shop.language);
    await expect(page.getByRole("link", { name: shop.product })).toBeVisible();
    await expect(page.getByText(shop.region, { exact: true }).first()).toBeVisible();
    await expect(page.getByText(other.shop.product)).toHaveCount(0);
    await look(page, `6-products-${shop.region}-dark`);
    // The other shop's address is an address of nothing.
    await page.goto(other.address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/There is nothing here|Hier ist nichts/);
    await expect(page.getByText(other.shop.product)).toHaveCount(0);
    expect(troubles).toEqual([]);
  }
  for (const { context } of [eu, us]) await context.close();
});
