import { accountRouter } from "./account.ts";
import { cartsRouter } from "./carts.ts";
import { catalogRouter } from "./catalog.ts";
import { checkoutRouter } from "./checkout.ts";
import { consentRouter } from "./consent.ts";
import { marketsRouter } from "./markets.ts";
import { ordersRouter } from "./orders.ts";
import { router } from "./surface.ts";

/** What a shop's visitors may call. */
export const storefrontRouter = router({
  account: accountRouter,
  carts: cartsRouter,
  catalog: catalogRouter,
  checkout: checkoutRouter,
  consent: consentRouter,
  markets: marketsRouter,
  orders: ordersRouter,
});
export type StorefrontRouter = typeof storefrontRouter;
