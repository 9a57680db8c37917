import { DomainError } from "../kernel/errors.ts";
import { money } from "../kernel/money.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import { toInstant } from "../kernel/time.ts";
import { listAwaitedPayments } from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { buyersOf } from "./queries.ts";
import { AwaitedPage, ListAwaited } from "./schemas.ts";

const list = "checkout.awaited";

/** Orders that wait for their buyer's transfer or voucher: they become orders when the money is there. */
export const listAwaited = read(
  "checkout.list_awaited",
  { access: { staff: "orders.read" }, input: ListAwaited, output: AwaitedPage },
  async (ctx: TenantCtx, { first, after }) => {
    const keys = after === null ? null : decodeCursor(list, ["instant", "string"], after);
    if (keys === undefined) throw new DomainError("invalid", "orders.bad_cursor");
    const from = keys && { at: new Date(keys[0]), id: keys[1] };
    const rows = await listAwaitedPayments(ctx.db, from, first + 1);
    const buyers = await buyersOf(
      ctx.db,
      rows.map(({ checkoutId }) => checkoutId),
    );
    const page = toPage(rows, first, (last) => encodeCursor(list, [toInstant(last.createdAt), last.id]));
    return {
      ...page,
      items: page.items.map(({ checkoutId, isOverdue, amount, instructions, intentId, createdAt }) => {
        const { kind, remaining, reference, until } = instructions;
        const { name = "", email = "" } = buyers.get(checkoutId) ?? {};
        return {
          checkoutId,
          stage: isOverdue ? ("overdue" as const) : ("waiting" as const),
          kind,
          name,
          email,
          placedAt: toInstant(createdAt),
          due: amount,
          received: money(amount.amount - remaining.amount, amount.currency),
          reference,
          until,
          providerRef: intentId,
        };
      }),
    };
  },
);
