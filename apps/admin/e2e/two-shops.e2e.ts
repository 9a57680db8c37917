import { expect } from "@playwright/test";
import { look } from "./support/look.ts";
import { logIn } from "./support/merchant.ts";
import { openPerson, test } from "./support/person.ts";

/** The demo shops' people, in whose own language the console speaks once they are in. */
const shops = {
  eu: {
    email: "demo-eu@meridian.example",
    password: "lantern-by-the-fjord",
    region: "EU",
    language: "de",
    product: "Tischleuchte Aurora",
  },
  us: {
    email: "demo-us@meridian.example",
    password: "lantern-by-the-pines",
    region: "US",
    language: "en",
    product: "Aurora table lamp",
  },
} as const;

test("6. two shops in two regions see nothing of each other", async ({ browser }) => {
  test.slow();
  const enter = async (shop: (typeof shops)[keyof typeof shops]) => {
    const person = await openPerson(browser, { colorScheme: "dark" });
    await person.page.goto("/log-in");
    await logIn(person.page, shop);
    await person.page.waitForURL(/\/shops\/[\w-]+$/);
    await expect(person.page.locator("html")).toHaveAttribute("lang", shop.language);
    return { ...person, shop, address: `${person.page.url()}/products` };
  };
  const [eu, us] = [await enter(shops.eu), await enter(shops.us)];
  for (const [{ page, shop, address, troubles }, other] of [
    [eu, us],
    [us, eu],
  ] as const) {
    await page.goto(address);
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
