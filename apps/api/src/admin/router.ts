import { catalogRouter } from "./catalog.ts";
import { checkoutRouter } from "./checkout.ts";
import { consentRouter } from "./consent.ts";
import { creditRouter } from "./credit.ts";
import { customersRouter } from "./customers.ts";
import { domainsRouter } from "./domains.ts";
import { fulfilmentRouter } from "./fulfilment.ts";
import { inventoryRouter } from "./inventory.ts";
import { marketsRouter } from "./markets.ts";
import { mediaRouter } from "./media.ts";
import { notificationsRouter } from "./notifications.ts";
import { ordersRouter } from "./orders.ts";
import { paymentsRouter } from "./payments.ts";
import { pricingRouter } from "./pricing.ts";
import { privacyRouter } from "./privacy.ts";
import { promotionsRouter } from "./promotions.ts";
import { router } from "./surface.ts";
import { taxRouter } from "./tax.ts";
import { tenantsRouter } from "./tenants.ts";

/** What staff may call, in the region where their shop lives. */
export const adminRouter = router({
  catalog: catalogRouter,
  checkout: checkoutRouter,
  consent: consentRouter,
  credit: creditRouter,
  customers: customersRouter,
  domains: domainsRouter,
  fulfilment: fulfilmentRouter,
  inventory: inventoryRouter,
  markets: marketsRouter,
  media: mediaRouter,
  notifications: notificationsRouter,
  orders: ordersRouter,
  payments: paymentsRouter,
  pricing: pricingRouter,
  privacy: privacyRouter,
  promotions: promotionsRouter,
  tax: taxRouter,
  tenants: tenantsRouter,
});
export type AdminRouter = typeof adminRouter;
