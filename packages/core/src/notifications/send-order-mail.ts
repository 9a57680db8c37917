import { getOrder, type Order, showStatus, statusUrl } from "../orders/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import type { StoredEvent } from "../platform/sweeps.ts";
import { id } from "../wire.ts";
import { sendMail } from "./adapters/nodemailer.ts";
import type { ComposedMail } from "./order-mails.ts";
import { markSent, type Planned, startSending } from "./queries.ts";
import type { NotificationKind } from "./schemas.ts";

/**
 * Sends a message about an order once per event. `compose` gets the order and the address of its status page; it
 * answers undefined when there is nothing to tell.
 */
export async function sendOrderMail(
  ctx: TenantCtx,
  event: StoredEvent,
  kind: NotificationKind,
  compose: (order: Order, statusUrl: string) => ComposedMail | undefined,
): Promise<void> {
  const order = await getOrder(ctx, { id: id("ord").parse(event.aggregateId) });
  const status = await showStatus(ctx.db, "id", order.id);
  const mail = compose(order, await statusUrl(ctx, status?.token ?? ""));
  if (mail === undefined) return;
  const planned = { eventId: event.id, kind, orderId: order.id, locale: order.locale };
  await sendOnce(ctx, planned, order.email, mail);
}

/**
 * Hands a message over once per event and kind. It is noted before it is handed over, so a crash in between sends
 * it again with the same message id rather than never.
 */
export async function sendOnce(ctx: TenantCtx, planned: Planned, to: string, mail: ComposedMail): Promise<void> {
  const sending = await transaction(ctx.db, (tx) => startSending(tx, planned, ctx.now()));
  if (sending.alreadySent) return;
  await sendMail(ctx.settings, { ...mail, to, fromName: ctx.tenant.name, messageId: sending.id });
  await transaction(ctx.db, (tx) => markSent(tx, sending.id, ctx.now()));
}
