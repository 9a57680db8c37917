import { getOrder, listOrders, previewRefund, refundOrder } from "@meridian/core/orders";
import { mutation, query, router } from "./surface.ts";

export const ordersRouter = router({
  get: query(getOrder),
  list: query(listOrders),
  previewRefund: query(previewRefund),
  refund: mutation(refundOrder),
});
