export { getOrder } from "./get-order.ts";
export { getOrderStatus } from "./get-order-status.ts";
export { listOrders } from "./list-orders.ts";
export { placeOrder } from "./place-order.ts";
export { previewRefund } from "./preview-refund.ts";
export { refundOrder } from "./refund-order.ts";
export type { Order } from "./schemas.ts";
export { settleRefunds } from "./settle-refunds.ts";
export { showStatus } from "./show-order.ts";
