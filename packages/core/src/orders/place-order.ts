import type { Id } from "../kernel/ids.ts";
import { money } from "../kernel/money.ts";
import { convert } from "../kernel/rate.ts";
import { actorId } from "../platform/context.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { conversionFor } from "../pricing/index.ts";
import { countUnionSale } from "../tax/index.ts";
import { insertOrder } from "./queries/insert-order.ts";
import type { ConsentSnapshot, OrderQuote } from "./schemas.ts";

export interface PaidCheckout {
  readonly orderId: Id<"ord">;
  readonly checkoutId: Id<"chk">;
  readonly quote: OrderQuote;
  readonly customerId: Id<"cus">;
  readonly email: string;
  /** Under which owner the stock is committed. */
  readonly stockOwner: string;
  readonly consent: ConsentSnapshot | null;
}

/**
 * Makes the order of a checkout that is paid, in the transaction that says so. Its lines, taxes and totals are
 * the quote's. Call it last: it takes the next number of the shop's series.
 */
export async function placeOrder(ctx: TenantTxCtx, paid: PaidCheckout): Promise<void> {
  await countTowardsThreshold(ctx, paid.quote);
  const number = await insertOrder(ctx.db, {
    ...paid,
    id: paid.orderId,
    token: newSecretId("ost"),
    lineIds: paid.quote.lines.map(() => newId("oln")),
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    at: ctx.now(),
  });
  const { total } = paid.quote.totals;
  ctx.emit({
    type: "order.placed",
    aggregateId: paid.orderId,
    payload: { number, checkoutId: paid.checkoutId, total: total.amount, currency: total.currency },
  });
}

async function countTowardsThreshold(ctx: TenantTxCtx, { address, totals, trace }: OrderQuote): Promise<void> {
  const { country, region, postalCode } = address;
  await countUnionSale(ctx, {
    to: { country, region, postalCode },
    mechanism: trace.decision?.mechanism ?? null,
    netCents: async () => {
      const { amount, currency } = totals.net;
      const conversion = await conversionFor(ctx, currency, "EUR", ctx.now());
      return conversion === undefined
        ? null
        : convert(money(amount, currency), conversion.ratio, "EUR", "half-up").amount;
    },
  });
}
