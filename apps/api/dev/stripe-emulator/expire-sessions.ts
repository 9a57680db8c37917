import { callFor } from "./accounts.ts";
import type { Call, Emulator } from "./emulator.ts";
import { transact } from "./emulator.ts";
import { emit } from "./events.ts";
import { cancelIntent } from "./payment-intents.ts";
import type { SessionRecord } from "./records.ts";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Ends an open session; an attempt that was under way ends with it. */
export function closeSession(call: Call, record: SessionRecord): void {
  const { session } = record;
  session.status = "expired";
  session.url = null;
  call.emulator.store.put("session", call.owner, session.id, record);
  const attempt =
    session.payment_intent === null ? undefined : call.emulator.store.get("intent", call.owner, session.payment_intent);
  if (attempt) cancelIntent(call, attempt, "abandoned");
  emit(call, "checkout.session.expired", session);
}

export function expireIfDue(call: Call, record: SessionRecord): void {
  const { session } = record;
  if (session.status === "open" && session.expires_at <= call.emulator.now()) closeSession(call, record);
}

export interface Expiry {
  /** A session was opened that ends at this Unix second. */
  watch(expiresAt: number): void;
  stop(): void;
}

/** Ends sessions at their time even when nobody asks for them: one timer, set for the next one. */
export function watchExpiry(emulator: Emulator): Expiry {
  let timer: NodeJS.Timeout | undefined;
  let next = Infinity;

  function sweep(): void {
    next = Infinity;
    transact(emulator, () => {
      for (const { owner, value } of emulator.store.all("session")) {
        if (value.session.status === "open") expireIfDue(callFor(emulator, owner), value);
      }
    });
    for (const { value } of emulator.store.all("session")) {
      if (value.session.status === "open") watch(value.session.expires_at);
    }
  }

  function watch(expiresAt: number): void {
    if (expiresAt >= next) return;
    next = expiresAt;
    clearTimeout(timer);
    const wait = Math.max(1, expiresAt - emulator.now()) * 1_000;
    timer = setTimeout(sweep, Math.min(wait, LONGEST_TIMER_MS));
    timer.unref();
  }

  sweep();
  return { watch, stop: () => clearTimeout(timer) };
}
