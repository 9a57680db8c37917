import { cancelOrder } from "./cancel-order.ts";
import { refundOrder } from "./refund-order.ts";

/** What a crash may leave started. */
export const flows = [cancelOrder, refundOrder];
