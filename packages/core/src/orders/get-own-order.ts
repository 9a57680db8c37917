import { customerOf } from "../customers/index.ts";
import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { ownOrderId } from "./queries/orders.ts";
import { GetOwnOrder, OrderStatus } from "./schemas.ts";
import { showStatus } from "./show-order.ts";

/** An order of whoever is logged in. Somebody else's number is unknown. */
export const getOwnOrder = read(
  "orders.own_order",
  { access: { customer: true }, input: GetOwnOrder, output: OrderStatus },
  async (ctx: TenantCtx, { number }) => {
    const id = await ownOrderId(ctx.db, customerOf(ctx), number);
    const status = id === undefined ? null : await showStatus(ctx.db, "id", id);
    if (status === null) throw notFound("order");
    return status;
  },
);
