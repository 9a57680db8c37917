export { createMarket } from "./create-market.ts";
export { getMarket } from "./get-market.ts";
export { listMarkets } from "./list-markets.ts";
export { showShop } from "./show-shop.ts";
export { updateMarket } from "./update-market.ts";
export { selectCountryOwners as marketsServing, selectMarkets as allMarkets } from "./queries.ts";
export { type MarketCtx, marketById, resolveShop } from "./resolve-shop.ts";
export { chooseLocale, localeChain } from "./rules.ts";
export type { Market } from "./schemas.ts";
