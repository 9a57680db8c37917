import type { Call, Emulator } from "./emulator.ts";
import type { Tables } from "./records.ts";

/*
 * A shop that is filled with copies of real orders names each copy's payment after the original's: `pi_x` becomes
 * `pi_x_17`. Such a payment is made here when somebody first asks for it, from the original as it was when it was put
 * aside as number 0, so that copies can be refunded like any other and thousands of them cost nothing.
 */

type Copied = "charge" | "intent" | "refund" | "session";
const original = /\b(?:cs_test|pi|ch|re)_[A-Za-z0-9]+\b/g;

function renamed<T>(value: T, name: (id: string) => string): T {
  return JSON.parse(JSON.stringify(value).replace(original, name)) as T;
}

/** Puts a payment aside as it is now, with all that belongs to it. False when there is no such intent. */
export function putAside({ store }: Emulator, intentId: string): boolean {
  const found = store.find("intent", intentId);
  if (!found) return false;
  const { owner, value: attempt } = found;
  const aside = (id: string): string => `${id}_0`;
  const put = <K extends Copied>(kind: K, id: string, value: Tables[K]) =>
    store.put(kind, owner, aside(id), renamed(value, aside));
  put("intent", intentId, attempt);
  const session = attempt.session === null ? undefined : store.get("session", owner, attempt.session);
  if (session) put("session", session.session.id, session);
  const belongs = (one: { readonly payment_intent: string | null }): boolean => one.payment_intent === intentId;
  for (const charge of store.list("charge", owner).filter(belongs)) put("charge", charge.id, charge);
  for (const refund of store.list("refund", owner).filter(belongs)) put("refund", refund.id, refund);
  return true;
}

/** A record by its id, made now if it is that of a copy. */
export function recordOf<K extends Copied>(
  { emulator: { store }, owner }: Call,
  kind: K,
  id: string,
): Tables[K] | undefined {
  const there = store.get(kind, owner, id);
  const [, first, number] = /^((?:cs_test|pi|ch|re)_[A-Za-z0-9]+)_([1-9]\d*)$/.exec(id) ?? [];
  if (there || first === undefined || number === undefined) return there;
  const aside = store.get(kind, owner, `${first}_0`);
  if (!aside) return undefined;
  const text = JSON.stringify(aside).replace(/\b((?:cs_test|pi|ch|re)_[A-Za-z0-9]+)_0\b/g, `$1_${number}`);
  const copy = JSON.parse(text) as Tables[K];
  store.put(kind, owner, id, copy);
  return copy;
}
