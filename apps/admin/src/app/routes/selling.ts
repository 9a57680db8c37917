import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as search from "../../lib/search.ts";
import { shop } from "./shop.ts";

const promotions = createRoute({
  getParentRoute: () => shop,
  path: "promotions",
  validateSearch: search.readPageSearch,
  component: lazyRouteComponent(() => import("../../pages/promotions/PromotionsPage.tsx"), "PromotionsPage"),
});
const promotion = createRoute({
  getParentRoute: () => shop,
  path: "promotions/$promotionId",
  component: lazyRouteComponent(() => import("../../pages/promotions/PromotionPage.tsx"), "PromotionPage"),
});
const giftCards = createRoute({
  getParentRoute: () => shop,
  path: "gift-cards",
  validateSearch: search.readGiftCardsSearch,
  component: lazyRouteComponent(() => import("../../pages/credit/GiftCardsPage.tsx"), "GiftCardsPage"),
});
const giftCard = createRoute({
  getParentRoute: () => shop,
  path: "gift-cards/$accountId",
  validateSearch: search.readPageSearch,
  component: lazyRouteComponent(() => import("../../pages/credit/GiftCardPage.tsx"), "GiftCardPage"),
});
const priceLists = createRoute({
  getParentRoute: () => shop,
  path: "price-lists",
  component: lazyRouteComponent(() => import("../../pages/pricing/PriceListsPage.tsx"), "PriceListsPage"),
});
const editPrices = createRoute({
  getParentRoute: () => shop,
  path: "price-lists/edit",
  component: lazyRouteComponent(() => import("../../pages/pricing/EditPricesPage.tsx"), "EditPricesPage"),
});
const priceList = createRoute({
  getParentRoute: () => shop,
  path: "price-lists/$listId",
  component: lazyRouteComponent(() => import("../../pages/pricing/PriceListPage.tsx"), "PriceListPage"),
});

export const sellingRoutes = [promotions, promotion, giftCards, giftCard, priceLists, editPrices, priceList] as const;
