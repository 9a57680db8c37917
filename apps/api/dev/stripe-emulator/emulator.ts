import type { Deliverer } from "./deliver-webhooks.ts";
import type { Expiry } from "./expire-sessions.ts";
import type { Faults } from "./faults.ts";
import type { AccountRecord } from "./records.ts";
import type { Store } from "./store.ts";

export interface Emulator {
  store: Store;
  faults: Faults;
  deliverer: Deliverer;
  expiry: Expiry;
  /** Unix seconds. */
  now: () => number;
  /** Origin of the hosted pages in `session.url`. */
  publicUrl: string;
  consoleOrigin: string | undefined;
}

/** One request, or one act of a shopper, on behalf of one account. `owner` keys the account's own world in the store. */
export interface Call {
  emulator: Emulator;
  owner: string;
  account: AccountRecord;
  request: { id: string | null; idempotency_key: string | null };
}

/** Runs one synchronous change, writes it down, and sends out the events that it caused. */
export function transact<T>(emulator: Emulator, change: () => T): T {
  try {
    return change();
  } finally {
    emulator.store.commit();
    emulator.deliverer.kick();
  }
}
