import { getOrder, type Order } from "../orders/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { StoredEvent } from "../platform/sweeps.ts";
import { transaction } from "../platform/db.ts";
import { id } from "../wire.ts";
import { sendMail } from "./adapters/nodemailer.ts";
import type { OrderMail } from "./order-mails.ts";
import { markSent, startSending } from "./queries.ts";
import type { NotificationKind } from "./schemas.ts";

/**
 * Sends a message about an order once per event. It is noted before it is handed over, so a crash in
 * between sends it again with the same message id rather than never.
 */
export async function sendOrderMail(
  ctx: TenantCtx,
  event: StoredEvent,
  kind: NotificationKind,
  compose: (order: Order) => OrderMail | undefined,
): Promise<void> {
  const order = await getOrder(ctx, { id: id("ord").parse(event.aggregateId) });
  const mail = compose(order);
  if (mail === undefined) return;
  const planned = { eventId: event.id, kind, orderId: order.id, locale: order.locale };
  const sending = await transaction(ctx.db, (tx) => startSending(tx, planned, ctx.now()));
  if (sending.alreadySent) return;
  await sendMail(ctx.settings, { ...mail, to: order.email, fromName: ctx.tenant.name, messageId: sending.id });
  await transaction(ctx.db, (tx) => markSent(tx, sending.id, ctx.now()));
}
