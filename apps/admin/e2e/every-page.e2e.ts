import { expect } from "@playwright/test";
import { look } from "./support/look.ts";
import { logIn } from "./support/merchant.ts";
import { openPerson, test } from "./support/person.ts";

const demo = { email: "demo-us@meridian.example", password: "lantern-by-the-pines" };

/** Things of the demo shop that have pages: where they are listed, their address there, what stands below it. */
const product = { list: "products", address: /\/products\/prd_\w+$/, below: [""] };
const market = {
  list: "markets",
  address: /\/markets\/mkt_\w+$/,
  below: ["", "/exchange-rates", "/taxes", "/shipping"],
};

/** Every page of a shop; those of orders and of one customer, list or promotion are looked at where they are made. */
const rounds = [
  {
    language: "en", dir: "ltr", dark: true, thing: product,
    pages: [
      "", "/products", "/products/new", "/products/import", "/categories", "/stock", "/translations", "/orders",
      "/promotions", "/promotions/new", "/gift-cards", "/customers",
    ],
  },
  {
    language: "en", dir: "ltr", dark: true, thing: market,
    pages: [
      "/customers/groups", "/price-lists", "/price-lists/edit", "/markets", "/markets/new", "/taxes", "/payments",
      "/privacy", "/team", "/settings", "/settings/domains", "/settings/keys", "/settings/plan", "/settings/audit",
    ],
  },
  {
    language: "ar", dir: "rtl", dark: false, thing: product,
    pages: ["/categories", "/stock", "/promotions/new", "/price-lists/edit", "/taxes", "/settings/keys"],
  },
] as const; // oxfmt-ignore

test.describe.configure({ mode: "parallel" });
for (const [index, { language, dir, dark, thing, pages }] of rounds.entries()) {
  test(`every page, round ${index + 1}: ${language}${dark ? ", light and dark" : ""}`, async ({ browser }) => {
    test.setTimeout(420_000);
    const { page, context, troubles } = await openPerson(browser, { colorScheme: "light" });
    await page.goto("/log-in");
    await logIn(page, demo);
    await page.waitForURL(/\/shops\/[\w-]+$/);
    const home = page.url();
    await page.evaluate((chosen) => localStorage.setItem("meridian.language", chosen), language);
    const open = async (address: string) => {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("main").locator("[aria-busy=true]:visible")).toHaveCount(0);
      await expect(page.locator("html")).toHaveAttribute("dir", dir);
    };
    const visit = async (address: string) => {
      await open(address);
      const name = new URL(address).pathname.split("/").slice(3).join("-").replaceAll(/_\w+/g, "") || "home";
      await look(page, `page-${name}-${language}`, { dark });
    };
    for (const path of pages) await visit(home + path);
    await open(`${home}/${thing.list}`);
    const links = await page.getByRole("main").getByRole("link").all();
    const addresses = await Promise.all(links.map((link) => link.getAttribute("href")));
    const one = addresses.find((address) => address !== null && thing.address.test(address));
    for (const path of thing.below) await visit(new URL(one ?? "", home).href + path);
    expect(troubles).toEqual([]);
    await context.close();
  });
}
