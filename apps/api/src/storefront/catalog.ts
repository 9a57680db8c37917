import { shopCategories, shopProduct, shopProducts } from "@meridian/core/catalog";
import { inShop } from "./in-shop.ts";
import { query, router } from "./surface.ts";

export const catalogRouter = router({
  products: query(inShop(shopProducts), {
    method: "GET",
    path: "/v1/products",
    summary: "Products for sale in a market; with `q`, those found",
  }),
  product: query(inShop(shopProduct), {
    method: "GET",
    path: "/v1/products/{slug}",
    summary: "A product with its variants, prices and stock",
  }),
  categories: query(inShop(shopCategories), {
    method: "GET",
    path: "/v1/categories",
    summary: "Categories with products for sale",
  }),
});
