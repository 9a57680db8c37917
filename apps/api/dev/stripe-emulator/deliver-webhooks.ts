import type { DeliveryRecord, StripeEvent } from "./records.ts";
import { signWebhook } from "./sign-webhook.ts";
import type { Store } from "./store.ts";

/** Waits between tries, at development speed: 12 tries in about 3 h, where Stripe takes 3 days. */
export const RETRY_DELAYS_MS = [
  200, 1_000, 5_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 3_600_000, 7_200_000,
];
const ATTEMPT_TIMEOUT_MS = 10_000;
const MAX_PARALLEL = 16;

export interface NewDelivery {
  event: string;
  eventOwner: string;
  endpoint: string;
  endpointOwner: string;
}

export interface DelivererOptions {
  store: Store;
  now: () => number;
  retryDelaysMs?: readonly number[];
}

/**
 * Sends signed events to their endpoints, several at a time and in no promised order, and again after a
 * failure. Deliveries are rows of the store, so those that are open when the process ends go on at the next start.
 */
export class Deliverer {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #delays: readonly number[];
  readonly #stop = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Map<string, Promise<void>>();
  #announced: Job[] = [];
  #ready: Job[] = [];

  constructor({ store, now, retryDelaysMs = RETRY_DELAYS_MS }: DelivererOptions) {
    this.#store = store;
    this.#now = now;
    this.#delays = retryDelaysMs;
  }

  enqueue({ event, eventOwner, endpoint, endpointOwner }: NewDelivery): void {
    const delivery: DeliveryRecord = {
      event,
      eventOwner,
      endpoint,
      attempts: 0,
      nextAt: Date.now(),
      state: "pending",
      lastStatus: null,
    };
    const id = `${event}:${endpoint}`;
    this.#store.put("delivery", endpointOwner, id, delivery);
    this.#announced.push({ owner: endpointOwner, id });
  }

  /** Called after a commit: what the change announced may go out. Ids are random, so sorting by id shuffles. */
  kick(): void {
    const batch = this.#announced.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.#announced = [];
    this.#ready.push(...batch);
    this.#pump();
  }

  /** Takes up what an earlier process left open. */
  resume(): void {
    for (const { owner, id, value } of this.#store.all("delivery")) {
      if (value.state === "pending") this.#later({ owner, id }, value.nextAt - Date.now());
    }
  }

  /** Tries all that is open at once, instead of at its time. */
  hurry(): number {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    const open = this.#store.all("delivery").filter(({ value }) => value.state === "pending");
    this.#ready = open.filter(({ owner, id }) => !this.#running.has(`${owner} ${id}`));
    this.#pump();
    return open.length;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#ready = [];
    await Promise.all(this.#running.values());
  }

  #pump(): void {
    while (this.#running.size < MAX_PARALLEL && !this.#stop.signal.aborted) {
      const job = this.#ready.shift();
      if (!job) return;
      const slot = `${job.owner} ${job.id}`;
      const run = this.#attempt(job).finally(() => {
        this.#running.delete(slot);
        this.#pump();
      });
      this.#running.set(slot, run);
    }
  }

  async #attempt(job: Job): Promise<void> {
    const delivery = this.#store.get("delivery", job.owner, job.id);
    const target = delivery && this.#store.get("endpoint", job.owner, delivery.endpoint);
    const event = delivery && this.#store.get("event", delivery.eventOwner, delivery.event);
    if (!delivery || delivery.state !== "pending") return;
    if (!target || !event || target.endpoint.status !== "enabled") return this.#finish(job, delivery, "given_up");
    const account = job.owner === delivery.eventOwner ? {} : { account: delivery.eventOwner.split("/").at(-1) };
    const body = JSON.stringify({ ...event, ...account }, null, 2);
    const status = await this.#post(target.endpoint.url, body, target.secret);
    if (this.#stop.signal.aborted) return;
    delivery.attempts += 1;
    delivery.lastStatus = status;
    if (status !== null && status >= 200 && status < 300) return this.#finish(job, delivery, "delivered");
    const wait = this.#delays[delivery.attempts - 1];
    if (wait === undefined) return this.#finish(job, delivery, "given_up");
    delivery.nextAt = Date.now() + wait;
    this.#store.put("delivery", job.owner, job.id, delivery);
    this.#store.commit();
    this.#later(job, wait);
  }

  async #post(url: string, body: string, secret: string): Promise<number | null> {
    try {
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": signWebhook(body, secret, this.#now()),
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
        body,
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }

  #finish(job: Job, delivery: DeliveryRecord, state: "delivered" | "given_up"): void {
    delivery.state = state;
    this.#store.put("delivery", job.owner, job.id, delivery);
    const event: StripeEvent | undefined = this.#store.get("event", delivery.eventOwner, delivery.event);
    if (event && state === "delivered") {
      event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
      this.#store.put("event", delivery.eventOwner, event.id, event);
    }
    this.#store.commit();
  }

  #later(job: Job, ms: number): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.#ready.push(job);
        this.#pump();
      },
      Math.max(0, ms),
    );
    timer.unref();
    this.#timers.add(timer);
  }
}

interface Job {
  owner: string;
  id: string;
}
