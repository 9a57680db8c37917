export { listShippingMethods } from "./list-shipping-methods.ts";
export { overrideShippingMethod } from "./override-shipping-method.ts";
export { previewShipping } from "./preview-shipping.ts";
export {
  changeFulfilment,
  fulfilmentsOf,
  fulfilmentsPart,
  insertFulfilment,
  orderOfFulfilment,
} from "./queries/fulfilments.ts";
export { removeShippingMethod } from "./remove-shipping-method.ts";
export { type Goods, shippingPrice } from "./rules/shipping-rate.ts";
export { setShippingMethod } from "./set-shipping-method.ts";
export { shownShipping } from "./shown-shipping.ts";
export { countriesWithoutShipping, shippingOptionsFor, shippingOptionsPart } from "./shipping-options-for.ts";
export type { OfferedMethod, ShippingPrice } from "./schemas.ts";
