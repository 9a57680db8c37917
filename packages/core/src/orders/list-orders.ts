import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { findOrders } from "./queries/orders.ts";
import { ListOrders, OrderPage } from "./schemas.ts";

export const listOrders = read(
  "orders.list",
  { access: { staff: "orders.read" }, input: ListOrders, output: OrderPage },
  async (ctx: TenantCtx, input) => {
    const list = `orders.${input.sort}`;
    const after = input.after === null ? null : decodeCursor(list, ["integer", "string"], input.after);
    if (after === undefined) throw new DomainError("invalid", "orders.bad_cursor");
    const rows = await findOrders(ctx.db, {
      ...input,
      from: input.from === null ? null : new Date(input.from),
      until: input.until === null ? null : new Date(input.until),
      after,
      limit: input.first + 1,
    });
    return toPage(rows, input.first, (last) => encodeCursor(list, [last.total.amount, last.id]));
  },
);
