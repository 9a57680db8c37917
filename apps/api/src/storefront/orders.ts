import { getOrderStatus } from "@meridian/core/orders";
import { query, router } from "./surface.ts";

export const ordersRouter = router({
  status: query(getOrderStatus, {
    method: "GET",
    path: "/v1/orders/{token}",
    summary: "An order, for whoever holds its secret link",
  }),
});
