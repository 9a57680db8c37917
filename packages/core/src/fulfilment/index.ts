export { listShippingMethods } from "./list-shipping-methods.ts";
export { removeShippingMethod } from "./remove-shipping-method.ts";
export { shippingPrice } from "./rules.ts";
export { setShippingMethod } from "./set-shipping-method.ts";
export { countriesWithoutShipping, shippingOptionsFor } from "./shipping-options-for.ts";
export type { OfferedMethod } from "./schemas.ts";
