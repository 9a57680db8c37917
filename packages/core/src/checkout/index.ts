export { confirmCheckout } from "./confirm-checkout.ts";
export { awaitedCheckout, failedCheckout } from "./failed-checkout.ts";
export { getCheckout } from "./get-checkout.ts";
export { placeCheckout } from "./place-checkout.ts";
export { readiness } from "./readiness.ts";
