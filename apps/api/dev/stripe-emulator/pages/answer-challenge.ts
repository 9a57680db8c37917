import { callFor } from "../accounts.ts";
import { finishAuthentication } from "../confirm-intent.ts";
import type { Call, Emulator } from "../emulator.ts";
import { StripeError } from "../errors.ts";
import { successUrl } from "../pay-session.ts";
import type { IntentRecord } from "../records.ts";
import { seeOther } from "../reply.ts";
import type { Incoming, Reply } from "../reply.ts";
import { challengePage } from "./challenge-page.ts";
import { merchantOf } from "./checkout-page.ts";
import { missingPage } from "./notice-page.ts";
import { chooseLanguage } from "./words.ts";

export function answerChallenge(emulator: Emulator, incoming: Incoming, id: string): Reply {
  const found = emulator.store.find("intent", id);
  const params = new URLSearchParams(incoming.method === "POST" ? incoming.body : incoming.query);
  if (!found || params.get("secret") !== found.value.intent.client_secret) return missingPage(incoming);
  const call = callFor(emulator, found.owner);
  const record = found.value;
  if (record.intent.status !== "requires_action") return seeOther(wayBack(call, record));
  if (incoming.method === "POST") {
    finish(call, record, params.get("outcome") === "pass");
    return seeOther(wayBack(call, record));
  }
  const session = sessionOf(call, record);
  return challengePage({
    record,
    language: chooseLanguage(session?.session.locale ?? null, incoming.headers["accept-language"]),
    merchant: session ? merchantOf(session, call.account) : (call.account.name ?? "Test shop"),
    target: session ? session.session.success_url : record.returnUrl,
  });
}

function finish(call: Call, record: IntentRecord, passed: boolean): void {
  try {
    finishAuthentication(call, record, passed);
  } catch (error) {
    if (!(error instanceof StripeError) || error.status !== 402) throw error;
  }
}

/** To the shop when the payment goes on, else to the pay page for another try. */
function wayBack(call: Call, record: IntentRecord): string {
  const { intent, returnUrl } = record;
  const failed = intent.status === "requires_payment_method" || intent.status === "canceled";
  const session = sessionOf(call, record);
  if (session) return failed ? `/c/pay/${session.session.id}?retry=1` : successUrl(session);
  const back = new URL(returnUrl ?? call.emulator.publicUrl);
  back.searchParams.set("payment_intent", intent.id);
  back.searchParams.set("payment_intent_client_secret", intent.client_secret ?? "");
  back.searchParams.set("redirect_status", failed ? "failed" : "succeeded");
  return back.href;
}

function sessionOf(call: Call, { session }: IntentRecord) {
  return session === null ? undefined : call.emulator.store.get("session", call.owner, session);
}
