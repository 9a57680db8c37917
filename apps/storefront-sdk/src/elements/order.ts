import type { Checkout, Order } from "../types.ts";
import { component } from "./component.ts";
import { comesLate } from "./later.ts";

/**
 * `<meridian-order checkout>` or `<meridian-order token>`: how a checkout ended, and its order with its parcels.
 * Without an attribute it is the checkout in the page's address (`?checkout=…`) or the one that this browser started
 * last. Tells `meridian:order-confirmed` (an `Order`).
 */
export const defineOrder = component<Checkout | Order | null>(
  "meridian-order",
  ["checkout", "token"],
  comesLate(() => import("./parts/order.ts")),
);
