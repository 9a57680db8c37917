import type { Generated } from "kysely";
import { declareTables } from "../platform/columns.ts";
import type { NotificationKind } from "./schemas.ts";

export interface NotificationTables {
  notifications: {
    id: string;
    event_id: string;
    kind: NotificationKind;
    /** Null for a message about a payment that did not become an order. */
    order_id: string | null;
    locale: string;
    state: "queued" | "sent";
    attempts: Generated<number>;
    created_at: Date;
    sent_at: Date | null;
  };
}

/** The words of a message are made anew from the order when it is sent, and not kept. */
export const notificationsDeclarations = declareTables<NotificationTables>({
  notifications: {
    id: "none",
    event_id: "none",
    kind: "none",
    order_id: "none",
    locale: "none",
    state: "none",
    attempts: "none",
    created_at: "none",
    sent_at: "none",
  },
});
