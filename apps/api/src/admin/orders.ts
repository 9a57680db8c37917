import {
  addNote,
  attention,
  cancelOrder,
  explainOrder,
  getOrder,
  listOrders,
  previewRefund,
  refundOrder,
  salesOfTheDay,
} from "@meridian/core/orders";
import { mutation, query, router } from "./surface.ts";

export const ordersRouter = router({
  addNote: mutation(addNote),
  attention: query(attention),
  cancel: mutation(cancelOrder),
  explain: query(explainOrder),
  get: query(getOrder),
  list: query(listOrders),
  previewRefund: query(previewRefund),
  refund: mutation(refundOrder),
  salesOfTheDay: query(salesOfTheDay),
});
