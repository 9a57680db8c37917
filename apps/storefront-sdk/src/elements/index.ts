import { defineAccount } from "./account.ts";
import { defineBuyButton } from "./buy-button.ts";
import { defineCart } from "./cart.ts";
import { defineConsent } from "./consent-banner.ts";
import { defineOrder } from "./order.ts";
import { defineProduct } from "./product.ts";
import { defineProductList } from "./product-list.ts";
import { defineSearch } from "./search.ts";
import { defineShop } from "./shop.ts";
import { defineLocaleSwitcher, defineMarketSwitcher } from "./switchers.ts";

export type { ConsentElement } from "./consent-banner.ts";
export { setWords } from "./languages.ts";
export { setDefaults, type ShopElement } from "./shop.ts";
export type { Store } from "./store.ts";

/**
 * Makes the page's `<meridian-…>` elements work. May be called again, and beside another copy of the SDK: what is
 * defined stays. Browsers only; importing this file alone does nothing, on a server too.
 *
 * @example
 * import { define } from "@meridian/storefront/elements";
 * define();
 */
export function define(): void {
  for (const one of [
    defineShop,
    defineProductList,
    defineProduct,
    defineBuyButton,
    defineCart,
    defineConsent,
    defineOrder,
    defineAccount,
    defineLocaleSwitcher,
    defineMarketSwitcher,
    defineSearch,
  ]) {
    one();
  }
}
