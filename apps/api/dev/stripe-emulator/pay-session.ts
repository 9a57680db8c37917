import { confirmIntent } from "./confirm-intent.ts";
import { openIntent } from "./create-intent.ts";
import type { Call } from "./emulator.ts";
import type { IntentRecord, MethodRecord, SessionRecord } from "./records.ts";
import type { Payer } from "./payment-methods.ts";

/** One attempt to pay an open session. Attempts share one intent; throws the 402 of a declined one. */
export function paySession(call: Call, record: SessionRecord, method: MethodRecord, payer: Payer): IntentRecord {
  const { session } = record;
  const intent = attemptOf(call, record) ?? open(call, record);
  session.customer_details = {
    address: null,
    business_name: null,
    email: session.customer_email ?? payer.email ?? null,
    individual_name: null,
    name: payer.name ?? null,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
  call.emulator.store.put("session", call.owner, session.id, record);
  confirmIntent(call, intent, method);
  return intent;
}

/** Where the shopper goes after paying. */
export function successUrl({ session }: SessionRecord): string {
  return (session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

export function attemptOf(call: Call, { session }: SessionRecord): IntentRecord | undefined {
  return session.payment_intent === null
    ? undefined
    : call.emulator.store.get("intent", call.owner, session.payment_intent);
}

function open(call: Call, { session, intentData }: SessionRecord): IntentRecord {
  const record = openIntent(call, {
    ...intentData,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "",
    types: session.payment_method_types,
    automatic: false,
    session: session.id,
  });
  session.payment_intent = record.intent.id;
  return record;
}
