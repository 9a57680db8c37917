import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as search from "../../lib/search.ts";
import { shop } from "./shop.ts";

const products = createRoute({
  getParentRoute: () => shop,
  path: "products",
  validateSearch: search.readProductsSearch,
  component: lazyRouteComponent(() => import("../../pages/catalog/ProductsPage.tsx"), "ProductsPage"),
});
const newProduct = createRoute({
  getParentRoute: () => shop,
  path: "products/new",
  component: lazyRouteComponent(() => import("../../pages/catalog/NewProductPage.tsx"), "NewProductPage"),
});
const importProducts = createRoute({
  getParentRoute: () => shop,
  path: "products/import",
  component: lazyRouteComponent(() => import("../../pages/catalog/ImportPage.tsx"), "ImportPage"),
});
const productImport = createRoute({
  getParentRoute: () => shop,
  path: "products/imports/$importId",
  component: lazyRouteComponent(() => import("../../pages/catalog/ImportRunPage.tsx"), "ImportRunPage"),
});
const product = createRoute({
  getParentRoute: () => shop,
  path: "products/$productId",
  validateSearch: search.readProductSearch,
  component: lazyRouteComponent(() => import("../../pages/catalog/ProductPage.tsx"), "ProductPage"),
});
const categories = createRoute({
  getParentRoute: () => shop,
  path: "categories",
  validateSearch: search.readCategoriesSearch,
  component: lazyRouteComponent(() => import("../../pages/catalog/CategoriesPage.tsx"), "CategoriesPage"),
});
const stock = createRoute({
  getParentRoute: () => shop,
  path: "stock",
  validateSearch: search.readStockSearch,
  component: lazyRouteComponent(() => import("../../pages/catalog/StockPage.tsx"), "StockPage"),
});
const translations = createRoute({
  getParentRoute: () => shop,
  path: "translations",
  validateSearch: search.readTranslationsSearch,
  component: lazyRouteComponent(() => import("../../pages/catalog/TranslationsPage.tsx"), "TranslationsPage"),
});

export const catalogRoutes = [
  products,
  newProduct,
  importProducts,
  productImport,
  product,
  categories,
  stock,
  translations,
] as const;
