export { confirmCheckout } from "./confirm-checkout.ts";
export { awaitedCheckout, failedCheckout, payerOf } from "./failed-checkout.ts";
export { getCheckout } from "./get-checkout.ts";
export { listAwaited } from "./list-awaited.ts";
export { placeCheckout } from "./place-checkout.ts";
export { readiness } from "./readiness.ts";
export { payOtherwise, stopWaiting } from "./stop-waiting.ts";
