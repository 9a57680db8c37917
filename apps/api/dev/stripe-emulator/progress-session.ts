import type { Call } from "./emulator.ts";
import { emit } from "./events.ts";
import type { IntentRecord, SessionRecord } from "./records.ts";

/** Brings a Checkout Session up to date with its intent. */
export function followIntent(call: Call, { intent, session: id }: IntentRecord): void {
  const record = id === null ? undefined : call.emulator.store.get("session", call.owner, id);
  if (!record) return;
  const { session } = record;
  if (session.status === "open" && (isBeyondThePage(intent) || waitsForShopper(intent))) {
    session.status = "complete";
    session.url = null;
    session.payment_status = intent.status === "succeeded" ? "paid" : "unpaid";
    save(call, record);
    emit(call, "checkout.session.completed", session);
  } else if (session.status === "complete" && session.payment_status === "unpaid") {
    settle(call, record, intent);
  }
}

function isBeyondThePage({ status }: IntentRecord["intent"]): boolean {
  return ["processing", "requires_capture", "succeeded"].includes(status);
}

/** The shopper has been told how to transfer the money, or has a voucher: the page has done its part. */
function waitsForShopper({ status, next_action: action }: IntentRecord["intent"]): boolean {
  const shown = ["display_bank_transfer_instructions", "konbini_display_details", "oxxo_display_details"];
  return status === "requires_action" && shown.includes(action?.type ?? "");
}

function settle(call: Call, record: SessionRecord, intent: IntentRecord["intent"]): void {
  const { session } = record;
  const delayed = intent.capture_method !== "manual";
  if (intent.status === "succeeded") {
    session.payment_status = "paid";
    save(call, record);
    if (delayed) emit(call, "checkout.session.async_payment_succeeded", session);
  } else if (intent.status === "requires_payment_method") {
    emit(call, "checkout.session.async_payment_failed", session);
  }
}

function save(call: Call, record: SessionRecord): void {
  call.emulator.store.put("session", call.owner, record.session.id, record);
}
