import { createHash } from "node:crypto";
import type { Call } from "./emulator.ts";
import { StripeError } from "./errors.ts";
import type { ParamMap } from "./form.ts";

export const ANSWER_TTL_SECONDS = 24 * 3_600;

export interface Answer {
  status: number;
  body: string;
  requestId: string;
}

export interface Claim {
  /** The stored answer of an earlier request with this key. */
  replay: Answer | undefined;
  save(answer: Answer): void;
  release(): void;
}

const inFlight = new WeakMap<object, Set<string>>();

/** Holds a key of an account for one request; errors when it is in use, or was used for something else. */
export function claimKey(call: Call, key: string, method: string, path: string, params: ParamMap): Claim {
  const { store, now } = call.emulator;
  const busy = inFlight.get(store) ?? new Set<string>();
  inFlight.set(store, busy);
  const slot = `${call.owner} ${key}`;
  if (busy.has(slot)) throw keyInUse(key);
  const fingerprint = createHash("sha256").update(canonical(params)).digest("hex");
  const known = store.get("answer", call.owner, key);
  const fresh = known && known.at > now() - ANSWER_TTL_SECONDS ? known : undefined;
  if (fresh && (fresh.method !== method || fresh.path !== path)) throw otherEndpoint(key, path, fresh.path);
  if (fresh && fresh.fingerprint !== fingerprint) throw otherParams(key);
  busy.add(slot);
  return {
    replay: fresh,
    save: (answer) => store.put("answer", call.owner, key, { ...answer, method, path, fingerprint, at: now() }),
    release: () => void busy.delete(slot),
  };
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

function keyInUse(key: string) {
  return new StripeError(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}

function otherEndpoint(key: string, path: string, first: string) {
  return new StripeError(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs '${first}'). Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

function otherParams(key: string) {
  return new StripeError(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
