import { z } from "zod";
import { id, instant } from "../wire.ts";

export const NotificationKind = z.enum([
  "order_confirmation",
  "refund_notice",
  "shipment_notice",
  "cancellation_notice",
  "payment_failed",
  "payment_awaited",
  "money_returned",
]);
export type NotificationKind = z.output<typeof NotificationKind>;

/** What was sent about an order, when, and whether it arrived at the mail server. No words are kept. */
export const Notification = z.object({
  id: id("ntf"),
  kind: NotificationKind,
  orderId: id("ord"),
  locale: z.string(),
  state: z.enum(["queued", "sent"]),
  attempts: z.int(),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export const ListNotifications = z.object({ orderId: id("ord") });
export const NotificationList = z.object({ items: z.array(Notification) });
