import { expect } from "@playwright/test";
import { look } from "./support/look.ts";
import { goTo, logIn } from "./support/merchant.ts";
import { openPerson, test } from "./support/person.ts";

/** The demo shops' people and one product of each. */
const shops = {
  eu: {
    email: "demo-eu@meridian.example",
    password: "lantern-by-the-fjord",
    region: "EU",
    product: "Tischleuchte Aurora",
  },
  us: {
    email: "demo-us@meridian.example",
    password: "lantern-by-the-pines",
    region: "US",
    product: "Aurora table lamp",
  },
} as const;

test("6. two shops in two regions see nothing of each other", async ({ browser }) => {
  const addresses: string[] = [];
  for (const [mine, other] of [
    [shops.eu, shops.us],
    [shops.us, shops.eu],
  ] as const) {
    const { page, context } = await openPerson(browser, { colorScheme: "dark" });
    await page.goto("/log-in");
    await logIn(page, mine);
    await goTo(page, "Products");
    await expect(page.getByRole("link", { name: mine.product })).toBeVisible();
    await expect(page.getByText(mine.region, { exact: true }).first()).toBeVisible();
    await expect(page.getByText(other.product)).toHaveCount(0);
    await look(page, `6-products-${mine.region}-dark`);
    addresses.push(page.url());
    // The first shop's address, asked for by the second one's owner, is an address of nothing.
    await page.goto(addresses[0] ?? "");
    if (mine === shops.us) {
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
      await expect(page.getByText(other.product)).toHaveCount(0);
    }
    await context.close();
  }
});
