import { showShop } from "@meridian/core/markets";
import { inShop } from "./in-shop.ts";
import { query, router } from "./surface.ts";

export const marketsRouter = router({
  showShop: query(inShop(showShop), {
    method: "GET",
    path: "/v1/shop",
    summary: "The shop, its markets and the one this visitor is in",
  }),
});
