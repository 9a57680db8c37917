import { customerOf } from "../customers/index.ts";
import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { findOrders } from "./queries/orders.ts";
import { ListOwnOrders, OwnOrderPage } from "./schemas.ts";

const list = "orders.own";

/** The orders of whoever is logged in, those from before the account included: the address is proven. */
export const listOwnOrders = read(
  "orders.own_orders",
  { access: { customer: true }, input: ListOwnOrders, output: OwnOrderPage },
  async (ctx: TenantCtx, { first, after: cursor }) => {
    const after = cursor === null ? null : decodeCursor(list, ["integer", "string"], cursor);
    if (after === undefined) throw new DomainError("invalid", "orders.bad_cursor");
    const rows = await findOrders(ctx.db, {
      text: null,
      paymentState: null,
      fulfilmentState: null,
      customerId: customerOf(ctx),
      companyId: null,
      marketId: null,
      cancelled: null,
      from: null,
      until: null,
      sort: "newest",
      after,
      limit: first + 1,
    });
    return toPage(rows, first, (last) => encodeCursor(list, [last.total.amount, last.id]));
  },
);
