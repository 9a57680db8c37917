import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { openOwner, test } from "./support/demo.ts";
import { look } from "./support/look.ts";
import { arrived, walk } from "./support/walk.ts";

/** Which file of a page each address below opens; pages that need something made first have a picture where it is. */
const opens = {
  HomePage: "", ProductsPage: "/products", NewProductPage: "/products/new", ImportPage: "/products/import",
  CategoriesPage: "/categories", StockPage: "/stock", TranslationsPage: "/translations", OrdersPage: "/orders", AwaitedPage: "/orders/awaited",
  PromotionsPage: "/promotions", GiftCardsPage: "/gift-cards", CustomersPage: "/customers",
  GroupsPage: "/customers/groups", CompaniesPage: "/customers/companies", PriceListsPage: "/price-lists",
  EditPricesPage: "/price-lists/edit", MarketsPage: "/markets", NewMarketPage: "/markets/new", ShopShippingPage: "/markets/shipping", TaxPage: "/taxes",
  PaymentsPage: "/payments", ConsentPage: "/privacy", TeamPage: "/team", ShopSettingsPage: "/settings",
  DomainsPage: "/settings/domains", KeysPage: "/settings/keys", PlanPage: "/settings/plan",
  AuditPage: "/settings/audit",
} as const; // oxfmt-ignore
/** The same of a thing of the demo shop: below its own address, which its list leads to. */
const ofProduct = { ProductPage: "" } as const;
const ofMarket = {
  MarketSettingsPage: "", ExchangeRatesPage: "/exchange-rates", TaxRatesPage: "/taxes",
  ShippingMethodsPage: "/shipping",
} as const; // oxfmt-ignore
const product = { list: "products", address: /\/products\/prd_\w+$/, below: Object.values(ofProduct) };
const market = { list: "markets", address: /\/markets\/mkt_\w+$/, below: Object.values(ofMarket) };
const opensOutside = {
  SignUpPage: "/sign-up", CheckMailPage: "/check-mail", VerifyEmailPage: "/verify-email?token=unknown",
  ForgotPasswordPage: "/forgot-password", ResetPasswordPage: "/reset-password?token=unknown",
  AcceptInvitationPage: "/accept-invitation?token=unknown", ShopsPage: "/shops", SecurityPage: "/security",
  MailboxPage: "/mailbox?to=nobody@meridian.example", OperatorSetUpPage: "/operator/set-up?token=unknown",
} as const; // oxfmt-ignore
const pictured = {
  OrderPage: "day-shipped", PackingSlipPage: "day-packing-slip", CustomerPage: "day-customer", CompanyPage: "day-company",
  PriceListPage: "day-price-list", PromotionPage: "day-promotion", GiftCardPage: "day-gift-card-ar",
  ImportRunPage: "2-imported", OperatorLogInPage: "operator-log-in",
  TenantsPage: "operator-tenants", TenantPage: "operator-tenant", RegionsPage: "operator-regions",
  MigrationsPage: "operator-migrations", CellsPage: "operator-cells", OperatorAuditPage: "operator-audit",
} as const; // oxfmt-ignore
/** What stands around other pages. */
const frames = ["Door", "Shell", "OperatorShell", "SettingsPage", "MarketPage"];

test("no page of the router is left out", () => {
  const source = join(import.meta.dirname, "../src");
  const routes = globSync(["app/routes/*.ts", "routes.tsx"], { cwd: source }).map((file) =>
    readFileSync(join(source, file), "utf8"),
  );
  const pages = routes.flatMap((text) =>
    [...text.matchAll(/lazyRouteComponent\([^"]*"[^"]+"\), "(\w+)"/g)].map(([, page = ""]) => page),
  );
  const known = [
    ...Object.keys(opens),
    ...Object.keys(ofProduct),
    ...Object.keys(ofMarket),
    ...Object.keys(opensOutside),
    ...Object.keys(pictured),
  ];
  expect(pages.length).toBeGreaterThan(50);
  expect(pages.filter((page) => !frames.includes(page)).toSorted()).toEqual(known.toSorted());
  const tests = globSync("*.e2e.ts", { cwd: import.meta.dirname }).map((file) =>
    readFileSync(join(import.meta.dirname, file), "utf8"),
  );
  for (const picture of Object.values(pictured)) {
    const taken = tests.some(
      (text) => text.includes(`"${picture}", { dark: true }`) || text.includes(`", "${picture}"]`),
    );
    expect(taken, `${picture}, light and dark`).toBe(true);
  }
});

interface Round {
  /** Whose shop is shown. */
  readonly owner: "eu" | "us";
  readonly language: "en" | "ar" | "ja";
  readonly dark: boolean;
  /** Below the address of the shop, or of the platform. */
  readonly within: "shop" | "platform";
  readonly pages: readonly string[];
  readonly thing?: { readonly list: string; readonly address: RegExp; readonly below: readonly string[] };
}

const ofShop = Object.values(opens);
const light = { owner: "us", language: "en", dark: true, within: "shop" } as const;
const first = ["", "/products", "/orders", "/markets", "/settings"];
const rounds: readonly Round[] = [
  { ...light, pages: [...ofShop.slice(0, 12), "/promotions/new"], thing: product },
  { ...light, pages: ofShop.slice(12), thing: market },
  { ...light, within: "platform", pages: Object.values(opensOutside) },
  {
    owner: "eu",
    language: "ar",
    dark: false,
    within: "shop",
    pages: [...first, "/categories", "/stock", "/promotions/new", "/price-lists/edit", "/taxes", "/settings/keys"],
    thing: product,
  },
  { owner: "eu", language: "ja", dark: false, within: "shop", pages: first },
];
/** What the list of products is called: the words themselves have turned. */
const productsIn = { en: "Products", ar: "المنتجات", ja: "商品" } as const;

test.describe.configure({ mode: "parallel" });
for (const [index, { owner, language, dark, within, thing, pages }] of rounds.entries()) {
  test(`every page, round ${index + 1}: ${language}${dark ? ", light and dark" : ""}`, async ({ browser }) => {
    test.setTimeout(420_000);
    const { page, context, troubles, home } = await openOwner(browser, owner, { colorScheme: "light", language });
    const root = page.locator("html");
    await page.goto(home);
    await arrived(page);
    await expect(root).toHaveAttribute("lang", language);
    await expect(root).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
    const visit = async (address: string) => {
      await walk(page, address);
      const path = new URL(address).pathname.replace(new URL(home).pathname, "");
      const name = path.slice(1).replaceAll("/", "-").replaceAll(/_\w+/g, "") || "home";
      await look(page, `page-${name}-${language}`, { dark });
    };
    const base = within === "shop" ? home : new URL(home).origin;
    for (const path of pages) {
      await visit(base + path);
      if (path === "/products") await expect(page.getByRole("heading", { level: 1 })).toHaveText(productsIn[language]);
    }
    if (thing !== undefined) {
      await walk(page, `${home}/${thing.list}`);
      const links = await page.getByRole("main").getByRole("link").all();
      const addresses = await Promise.all(links.map((link) => link.getAttribute("href")));
      const one = addresses.find((address) => address !== null && thing.address.test(address));
      for (const path of thing.below) await visit(new URL(one ?? "", home).href + path);
    }
    // A link that nobody was sent is refused, and the browser reports that by itself.
    expect(troubles.filter((line) => !line.includes("?token=unknown:"))).toEqual([]);
    await context.close();
  });
}
