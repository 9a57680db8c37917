import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { notificationsOf } from "./queries.ts";
import { ListNotifications, NotificationList } from "./schemas.ts";

/** What was sent about an order. */
export const listNotifications = read(
  "notifications.list",
  { access: { staff: "orders.read" }, input: ListNotifications, output: NotificationList },
  async (ctx: TenantCtx, { orderId }) => {
    const rows = await notificationsOf(ctx.db, orderId);
    return {
      items: rows.map((row) => ({
        id: row.id as Id<"ntf">,
        kind: row.kind,
        orderId,
        locale: row.locale,
        state: row.state,
        attempts: row.attempts,
        createdAt: row.created_at.toISOString(),
        sentAt: row.sent_at?.toISOString() ?? null,
      })),
    };
  },
);
