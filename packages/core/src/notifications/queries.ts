import type { Kysely } from "kysely";
import type { Db, Tx } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import type { NotificationKind } from "./schemas.ts";
import type { NotificationTables } from "./tables.ts";

const tables = (db: Db<"tenant">): Kysely<NotificationTables> => db.tables<NotificationTables>();

export interface Planned {
  readonly eventId: string;
  readonly kind: NotificationKind;
  readonly orderId: string | null;
  readonly locale: string;
}

/** Notes that a message is to be sent, once per event and kind, and counts the attempt. Answers whether it still is. */
export async function startSending(
  tx: Tx<"tenant">,
  planned: Planned,
  now: Date,
): Promise<{ id: string; alreadySent: boolean }> {
  const row = await tables(tx)
    .insertInto("notifications")
    .values({
      id: newId("ntf"),
      event_id: planned.eventId,
      kind: planned.kind,
      order_id: planned.orderId,
      locale: planned.locale,
      state: "queued",
      attempts: 1,
      created_at: now,
      sent_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(["event_id", "kind"]).doUpdateSet((eb) => ({ attempts: eb("notifications.attempts", "+", 1) })),
    )
    .returning(["id", "state"])
    .executeTakeFirstOrThrow();
  return { id: row.id, alreadySent: row.state === "sent" };
}

export async function markSent(tx: Tx<"tenant">, id: string, now: Date): Promise<void> {
  await tables(tx).updateTable("notifications").set({ state: "sent", sent_at: now }).where("id", "=", id).execute();
}

export async function notificationsOf(db: Db<"tenant">, orderId: string) {
  return tables(db)
    .selectFrom("notifications")
    .select(["id", "kind", "order_id", "locale", "state", "attempts", "created_at", "sent_at"])
    .where("order_id", "=", orderId)
    .orderBy("id")
    .execute();
}
