import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Deliverer } from "./deliver-webhooks.ts";
import type { Emulator } from "./emulator.ts";
import { watchExpiry } from "./expire-sessions.ts";
import { Faults } from "./faults.ts";
import { createHttpServer } from "./http.ts";
import { ANSWER_TTL_SECONDS } from "./idempotency.ts";
import type { Entry } from "./journal.ts";
import type { DeliveryRecord } from "./records.ts";
import { Store } from "./store.ts";

const EVENT_TTL_SECONDS = 30 * 86_400;

export interface StripeEmulatorOptions {
  /** 0 takes any free port. */
  port: number;
  /** Where the ledger outlives the process; without it all is forgotten at the end. */
  dataDir?: string;
  /** Origin under which a browser reaches the hosted pages, when it is not that of `url`. */
  publicUrl?: string;
  /** Where the index page links back to. */
  consoleOrigin?: string;
  /** Unix seconds, for tests. */
  now?: () => number;
  /** Waits between the tries of a webhook, for tests. */
  retryDelaysMs?: readonly number[];
}

export interface StripeEmulator {
  url: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Starts Stripe's HTTP API on 127.0.0.1. Each `sk_test_…` key is an account of its own.
 *
 * @example
 * const emulator = await startStripeEmulator({ port: 0 });
 * const stripe = new Stripe("sk_test_shop", { host: "127.0.0.1", port: emulator.port, protocol: "http" });
 */
export async function startStripeEmulator(options: StripeEmulatorOptions): Promise<StripeEmulator> {
  const now = options.now ?? (() => Math.floor(Date.now() / 1_000));
  const store = new Store(options.dataDir, (entry) => isWorthKeeping(entry, now()));
  const deliverer = new Deliverer({
    store,
    now,
    ...(options.retryDelaysMs ? { retryDelaysMs: options.retryDelaysMs } : {}),
  });
  const emulator: Emulator = {
    store,
    deliverer,
    now,
    faults: new Faults(),
    expiry: { watch: () => undefined, stop: () => undefined },
    publicUrl: options.publicUrl ?? "",
    consoleOrigin: options.consoleOrigin,
  };
  const server = createHttpServer(emulator);
  server.listen(options.port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    store.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  emulator.publicUrl ||= url;
  emulator.expiry = watchExpiry(emulator);
  deliverer.resume();
  return {
    url,
    port,
    close: async () => {
      emulator.expiry.stop();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, deliverer.close()]);
      store.close();
    },
  };
}

function isWorthKeeping([kind, , , value]: Entry, now: number): boolean {
  const row = value as { at?: number; created?: number };
  if (kind === "answer") return (row.at ?? 0) > now - ANSWER_TTL_SECONDS;
  if (kind === "event") return (row.created ?? 0) > now - EVENT_TTL_SECONDS;
  if (kind === "delivery") return (value as DeliveryRecord).nextAt > (now - EVENT_TTL_SECONDS) * 1_000;
  return true;
}
