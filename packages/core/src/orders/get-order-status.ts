import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { GetOrderStatus, OrderStatus } from "./schemas.ts";
import { showStatus } from "./show-order.ts";

/** An order for whoever holds its secret token. */
export const getOrderStatus = read(
  "orders.status",
  { access: { shopper: true }, urgency: "cart", input: GetOrderStatus, output: OrderStatus },
  async (ctx: TenantCtx, input) => {
    const status = await showStatus(ctx.db, "token", input.token);
    if (status === null) throw notFound("order");
    return status;
  },
);
