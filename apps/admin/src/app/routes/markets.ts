import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as search from "../../lib/search.ts";
import { shop } from "./shop.ts";

const markets = createRoute({
  getParentRoute: () => shop,
  path: "markets",
  component: lazyRouteComponent(() => import("../../pages/markets/MarketsPage.tsx"), "MarketsPage"),
});
const newMarket = createRoute({
  getParentRoute: () => shop,
  path: "markets/new",
  component: lazyRouteComponent(() => import("../../pages/markets/NewMarketPage.tsx"), "NewMarketPage"),
});
const shopShipping = createRoute({
  getParentRoute: () => shop,
  path: "markets/shipping",
  component: lazyRouteComponent(() => import("../../pages/fulfilment/ShopShippingPage.tsx"), "ShopShippingPage"),
});
const market = createRoute({
  getParentRoute: () => shop,
  path: "markets/$marketId",
  component: lazyRouteComponent(() => import("../../pages/markets/MarketPage.tsx"), "MarketPage"),
});
const marketSettings = createRoute({
  getParentRoute: () => market,
  path: "/",
  component: lazyRouteComponent(() => import("../../pages/markets/MarketSettingsPage.tsx"), "MarketSettingsPage"),
});
const marketRates = createRoute({
  getParentRoute: () => market,
  path: "exchange-rates",
  validateSearch: search.readPageSearch,
  component: lazyRouteComponent(() => import("../../pages/pricing/ExchangeRatesPage.tsx"), "ExchangeRatesPage"),
});
const marketTaxes = createRoute({
  getParentRoute: () => market,
  path: "taxes",
  component: lazyRouteComponent(() => import("../../pages/tax/TaxRatesPage.tsx"), "TaxRatesPage"),
});
const marketShipping = createRoute({
  getParentRoute: () => market,
  path: "shipping",
  component: lazyRouteComponent(() => import("../../pages/fulfilment/ShippingMethodsPage.tsx"), "ShippingMethodsPage"),
});
const taxes = createRoute({
  getParentRoute: () => shop,
  path: "taxes",
  component: lazyRouteComponent(() => import("../../pages/tax/TaxPage.tsx"), "TaxPage"),
});
const payments = createRoute({
  getParentRoute: () => shop,
  path: "payments",
  component: lazyRouteComponent(() => import("../../pages/payments/PaymentsPage.tsx"), "PaymentsPage"),
});

export const marketsRoutes = [
  markets,
  newMarket,
  shopShipping,
  market.addChildren([marketSettings, marketRates, marketTaxes, marketShipping]),
  taxes,
  payments,
] as const;
