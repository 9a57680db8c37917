import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { GetOrder, Order } from "./schemas.ts";
import { showOrder } from "./show-order.ts";

export const getOrder = read(
  "orders.get",
  { access: { staff: "orders.read" }, input: GetOrder, output: Order },
  (ctx: TenantCtx, input) => showOrder(ctx.db, input.id),
);
