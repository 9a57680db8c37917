import { consentRouter } from "./consent.ts";
import { marketsRouter } from "./markets.ts";
import { router } from "./surface.ts";

/** What a shop's visitors may call. */
export const storefrontRouter = router({ consent: consentRouter, markets: marketsRouter });
export type StorefrontRouter = typeof storefrontRouter;
