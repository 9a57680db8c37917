// The router is told where to go by what is thrown, and that is no error.
/* oxlint-disable typescript/only-throw-error */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from "@tanstack/react-router";
import { NotFoundPage } from "./app/NotFoundPage.tsx";
import { paths } from "./app/paths.ts";
import { Pending } from "./app/Pending.tsx";
import { RouteError } from "./app/RouteError.tsx";
import { rememberShop, startShop, whoAmI, type Me, type ShopOpener } from "./app/session.ts";
import { adoptLanguage } from "./lib/i18n.ts";
import * as search from "./lib/search.ts";
import type { Session } from "./lib/session.ts";

export interface RouterContext extends Session {
  readonly queryClient: QueryClient;
  readonly openShop: ShopOpener;
}

const root = createRootRouteWithContext<RouterContext>()({});

async function signedIn(context: RouterContext, href: string): Promise<Me> {
  const me = await whoAmI(context.queryClient, context.control);
  if (me === null) throw redirect({ to: paths.logIn, search: { to: href } });
  // Before anything is drawn: otherwise the page shows the browser's language for a moment.
  await adoptLanguage(me.user.language);
  return me;
}

const start = createRoute({
  getParentRoute: () => root,
  path: paths.start,
  beforeLoad: async ({ context }) => {
    const shop = startShop(await signedIn(context, "/"));
    if (shop === null) throw redirect({ to: paths.shops });
    throw redirect({ to: paths.home, params: { shop } });
  },
});

const door = createRoute({
  getParentRoute: () => root,
  id: "door",
  component: lazyRouteComponent(() => import("./app/Door.tsx"), "Door"),
});
const signUp = createRoute({
  getParentRoute: () => door,
  path: paths.signUp,
  component: lazyRouteComponent(() => import("./pages/staff/SignUpPage.tsx"), "SignUpPage"),
});
const checkMail = createRoute({
  getParentRoute: () => door,
  path: paths.checkMail,
  validateSearch: search.readMailSearch,
  component: lazyRouteComponent(() => import("./pages/staff/CheckMailPage.tsx"), "CheckMailPage"),
});
const verifyEmail = createRoute({
  getParentRoute: () => door,
  path: paths.verifyEmail,
  validateSearch: search.readTokenSearch,
  component: lazyRouteComponent(() => import("./pages/staff/VerifyEmailPage.tsx"), "VerifyEmailPage"),
});
const logIn = createRoute({
  getParentRoute: () => door,
  path: paths.logIn,
  validateSearch: search.readLogInSearch,
  component: lazyRouteComponent(() => import("./pages/staff/LogInPage.tsx"), "LogInPage"),
});
const forgotPassword = createRoute({
  getParentRoute: () => door,
  path: paths.forgotPassword,
  component: lazyRouteComponent(() => import("./pages/staff/ForgotPasswordPage.tsx"), "ForgotPasswordPage"),
});
const resetPassword = createRoute({
  getParentRoute: () => door,
  path: paths.resetPassword,
  validateSearch: search.readTokenSearch,
  component: lazyRouteComponent(() => import("./pages/staff/ResetPasswordPage.tsx"), "ResetPasswordPage"),
});
const acceptInvitation = createRoute({
  getParentRoute: () => door,
  path: paths.acceptInvitation,
  validateSearch: search.readTokenSearch,
  component: lazyRouteComponent(() => import("./pages/staff/AcceptInvitationPage.tsx"), "AcceptInvitationPage"),
});
const shops = createRoute({
  getParentRoute: () => door,
  path: paths.shops,
  beforeLoad: async ({ context, location }) => ({ me: await signedIn(context, location.href) }),
  component: lazyRouteComponent(() => import("./pages/staff/ShopsPage.tsx"), "ShopsPage"),
});
const security = createRoute({
  getParentRoute: () => door,
  path: paths.security,
  beforeLoad: async ({ context, location }) => ({ me: await signedIn(context, location.href) }),
  component: lazyRouteComponent(() => import("./pages/staff/SecurityPage.tsx"), "SecurityPage"),
});
const mailbox = createRoute({
  getParentRoute: () => root,
  path: paths.mailbox,
  validateSearch: search.readMailboxSearch,
  component: lazyRouteComponent(() => import("./pages/mailbox/MailboxPage.tsx"), "MailboxPage"),
});

const shop = createRoute({
  getParentRoute: () => root,
  path: paths.home,
  beforeLoad: async ({ context, location, params }) => {
    const me = await signedIn(context, location.href);
    const member = me.memberships.find(({ slug }) => slug === params.shop);
    if (member === undefined) throw notFound();
    if (member.status !== "active") throw redirect({ to: paths.shops });
    if (member.secondFactorRequired && !me.user.secondFactor) throw redirect({ to: paths.security });
    rememberShop(member.slug);
    return { me, shop: await context.openShop(member) };
  },
  component: lazyRouteComponent(() => import("./app/Shell.tsx"), "Shell"),
});
const home = createRoute({
  getParentRoute: () => shop,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/home/HomePage.tsx"), "HomePage"),
});
const products = createRoute({
  getParentRoute: () => shop,
  path: "products",
  validateSearch: search.readProductsSearch,
  component: lazyRouteComponent(() => import("./pages/catalog/ProductsPage.tsx"), "ProductsPage"),
});
const newProduct = createRoute({
  getParentRoute: () => shop,
  path: "products/new",
  component: lazyRouteComponent(() => import("./pages/catalog/NewProductPage.tsx"), "NewProductPage"),
});
const importProducts = createRoute({
  getParentRoute: () => shop,
  path: "products/import",
  component: lazyRouteComponent(() => import("./pages/catalog/ImportPage.tsx"), "ImportPage"),
});
const productImport = createRoute({
  getParentRoute: () => shop,
  path: "products/imports/$importId",
  component: lazyRouteComponent(() => import("./pages/catalog/ImportRunPage.tsx"), "ImportRunPage"),
});
const product = createRoute({
  getParentRoute: () => shop,
  path: "products/$productId",
  validateSearch: search.readProductSearch,
  component: lazyRouteComponent(() => import("./pages/catalog/ProductPage.tsx"), "ProductPage"),
});
const categories = createRoute({
  getParentRoute: () => shop,
  path: "categories",
  validateSearch: search.readCategoriesSearch,
  component: lazyRouteComponent(() => import("./pages/catalog/CategoriesPage.tsx"), "CategoriesPage"),
});
const stock = createRoute({
  getParentRoute: () => shop,
  path: "stock",
  validateSearch: search.readStockSearch,
  component: lazyRouteComponent(() => import("./pages/catalog/StockPage.tsx"), "StockPage"),
});
const translations = createRoute({
  getParentRoute: () => shop,
  path: "translations",
  validateSearch: search.readTranslationsSearch,
  component: lazyRouteComponent(() => import("./pages/catalog/TranslationsPage.tsx"), "TranslationsPage"),
});
const orders = createRoute({
  getParentRoute: () => shop,
  path: "orders",
  validateSearch: search.readOrdersSearch,
  component: lazyRouteComponent(() => import("./pages/orders/OrdersPage.tsx"), "OrdersPage"),
});
const order = createRoute({
  getParentRoute: () => shop,
  path: "orders/$orderId",
  component: lazyRouteComponent(() => import("./pages/orders/OrderPage.tsx"), "OrderPage"),
});
const packingSlip = createRoute({
  getParentRoute: () => shop,
  path: "orders/$orderId/packing-slip",
  component: lazyRouteComponent(() => import("./pages/orders/PackingSlipPage.tsx"), "PackingSlipPage"),
});
const promotions = createRoute({
  getParentRoute: () => shop,
  path: "promotions",
  validateSearch: search.readPageSearch,
  component: lazyRouteComponent(() => import("./pages/promotions/PromotionsPage.tsx"), "PromotionsPage"),
});
const promotion = createRoute({
  getParentRoute: () => shop,
  path: "promotions/$promotionId",
  component: lazyRouteComponent(() => import("./pages/promotions/PromotionPage.tsx"), "PromotionPage"),
});
const giftCards = createRoute({
  getParentRoute: () => shop,
  path: "gift-cards",
  validateSearch: search.readGiftCardsSearch,
  component: lazyRouteComponent(() => import("./pages/credit/GiftCardsPage.tsx"), "GiftCardsPage"),
});
const giftCard = createRoute({
  getParentRoute: () => shop,
  path: "gift-cards/$accountId",
  validateSearch: search.readPageSearch,
  component: lazyRouteComponent(() => import("./pages/credit/GiftCardPage.tsx"), "GiftCardPage"),
});
const customers = createRoute({
  getParentRoute: () => shop,
  path: "customers",
  validateSearch: search.readCustomersSearch,
  component: lazyRouteComponent(() => import("./pages/customers/CustomersPage.tsx"), "CustomersPage"),
});
const customerGroups = createRoute({
  getParentRoute: () => shop,
  path: "customers/groups",
  component: lazyRouteComponent(() => import("./pages/customers/GroupsPage.tsx"), "GroupsPage"),
});
const customer = createRoute({
  getParentRoute: () => shop,
  path: "customers/$customerId",
  component: lazyRouteComponent(() => import("./pages/customers/CustomerPage.tsx"), "CustomerPage"),
});
const priceLists = createRoute({
  getParentRoute: () => shop,
  path: "price-lists",
  component: lazyRouteComponent(() => import("./pages/pricing/PriceListsPage.tsx"), "PriceListsPage"),
});
const editPrices = createRoute({
  getParentRoute: () => shop,
  path: "price-lists/edit",
  component: lazyRouteComponent(() => import("./pages/pricing/EditPricesPage.tsx"), "EditPricesPage"),
});
const priceList = createRoute({
  getParentRoute: () => shop,
  path: "price-lists/$listId",
  component: lazyRouteComponent(() => import("./pages/pricing/PriceListPage.tsx"), "PriceListPage"),
});
const markets = createRoute({
  getParentRoute: () => shop,
  path: "markets",
  component: lazyRouteComponent(() => import("./pages/markets/MarketsPage.tsx"), "MarketsPage"),
});
const newMarket = createRoute({
  getParentRoute: () => shop,
  path: "markets/new",
  component: lazyRouteComponent(() => import("./pages/markets/NewMarketPage.tsx"), "NewMarketPage"),
});
const market = createRoute({
  getParentRoute: () => shop,
  path: "markets/$marketId",
  component: lazyRouteComponent(() => import("./pages/markets/MarketPage.tsx"), "MarketPage"),
});
const marketSettings = createRoute({
  getParentRoute: () => market,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/markets/MarketSettingsPage.tsx"), "MarketSettingsPage"),
});
const marketRates = createRoute({
  getParentRoute: () => market,
  path: "exchange-rates",
  validateSearch: search.readPageSearch,
  component: lazyRouteComponent(() => import("./pages/pricing/ExchangeRatesPage.tsx"), "ExchangeRatesPage"),
});
const marketTaxes = createRoute({
  getParentRoute: () => market,
  path: "taxes",
  component: lazyRouteComponent(() => import("./pages/tax/TaxRatesPage.tsx"), "TaxRatesPage"),
});
const marketShipping = createRoute({
  getParentRoute: () => market,
  path: "shipping",
  component: lazyRouteComponent(() => import("./pages/fulfilment/ShippingMethodsPage.tsx"), "ShippingMethodsPage"),
});
const taxes = createRoute({
  getParentRoute: () => shop,
  path: "taxes",
  component: lazyRouteComponent(() => import("./pages/tax/TaxPage.tsx"), "TaxPage"),
});
const payments = createRoute({
  getParentRoute: () => shop,
  path: "payments",
  component: lazyRouteComponent(() => import("./pages/payments/PaymentsPage.tsx"), "PaymentsPage"),
});
const privacy = createRoute({
  getParentRoute: () => shop,
  path: "privacy",
  validateSearch: search.readPrivacySearch,
  component: lazyRouteComponent(() => import("./pages/consent/ConsentPage.tsx"), "ConsentPage"),
});
const team = createRoute({
  getParentRoute: () => shop,
  path: "team",
  component: lazyRouteComponent(() => import("./pages/staff/TeamPage.tsx"), "TeamPage"),
});
const settings = createRoute({
  getParentRoute: () => shop,
  path: "settings",
  component: lazyRouteComponent(() => import("./pages/tenants/SettingsPage.tsx"), "SettingsPage"),
});
const shopSettings = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/tenants/ShopSettingsPage.tsx"), "ShopSettingsPage"),
});
const keys = createRoute({
  getParentRoute: () => settings,
  path: "keys",
  component: lazyRouteComponent(() => import("./pages/tenants/KeysPage.tsx"), "KeysPage"),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: "audit",
  validateSearch: search.readAuditSearch,
  component: lazyRouteComponent(() => import("./pages/tenants/AuditPage.tsx"), "AuditPage"),
});

export const routeTree = root.addChildren([
  start,
  door.addChildren([
    signUp,
    checkMail,
    verifyEmail,
    logIn,
    forgotPassword,
    resetPassword,
    acceptInvitation,
    shops,
    security,
  ]),
  mailbox,
  shop.addChildren([
    home,
    products,
    newProduct,
    importProducts,
    productImport,
    product,
    categories,
    stock,
    translations,
    orders,
    packingSlip,
    order,
    promotions,
    promotion,
    giftCards,
    giftCard,
    customers,
    customerGroups,
    customer,
    priceLists,
    editPrices,
    priceList,
    markets,
    newMarket,
    market.addChildren([marketSettings, marketRates, marketTaxes, marketShipping]),
    taxes,
    payments,
    privacy,
    team,
    settings.addChildren([shopSettings, keys, audit]),
  ]),
]);

export function makeRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    scrollRestoration: true,
    defaultPendingComponent: Pending,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
