import type { Account } from "../account-types.ts";
import type { Client } from "../client.ts";
import { type Consent, type ConsentState, createConsent } from "../consent.ts";
import type { Cart } from "../types.ts";

/** A value that components watch: `get` answers the same object until it changes. */
export interface Watched<T> {
  /** What it was at first: what a server rendered, and so what the browser begins with. */
  readonly first: () => T;
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
  readonly set: (value: T) => void;
}

export function watched<T>(first: T): Watched<T> {
  let now = first;
  const listeners = new Set<() => void>();
  return {
    first: () => first,
    get: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set(value) {
      now = value;
      for (const listener of listeners) listener();
    },
  };
}

/** What has been asked for under a key, and what came of it. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly loading: boolean;
}

/** What the hooks of one client share. Nothing is asked for before a component in a browser needs it. */
export interface State {
  readonly client: Client;
  readonly cart: Watched<Asked<Cart | null>>;
  readonly account: Watched<Asked<Account | null>>;
  /** Gets the cart, or the account, once. */
  readonly begin: (what: "cart" | "account") => void;
  readonly answers: Map<string, Watched<Asked<unknown>>>;
  /** Made by the first component that asks for it. */
  readonly consent: () => Consent;
  readonly consentNow: () => ConsentState;
  /** Browsers alone subscribe, so that a server asks for nothing. */
  readonly watchConsent: (listener: () => void) => () => void;
}

export const waiting = { data: undefined, error: null, loading: true } as const;
export const there = <T>(data: T): Asked<T> => ({ data, error: null, loading: false });
export const failed = <T>(data: T | undefined, cause: unknown): Asked<T> => {
  return { data, error: cause instanceof Error ? cause : new Error(String(cause)), loading: false };
};

/** What holds until the policy is known. */
export const undecided: ConsentState = {
  policy: null,
  choices: { preferences: false, analytics: false, marketing: false, sale_of_data: false },
  decided: false,
};

export function createState(client: Client): State {
  const cart = watched<Asked<Cart | null>>(waiting);
  const account = watched<Asked<Account | null>>(waiting);
  let consent: Consent | undefined;
  const theConsent = (): Consent => (consent ??= createConsent({ client }));
  const begun = new Set<string>();
  client.on("cart:updated", (now) => cart.set(there(now)));
  client.on("account:updated", (now) => account.set(there(now)));
  return {
    client,
    cart,
    account,
    begin(what) {
      if (begun.has(what)) return;
      begun.add(what);
      if (what === "cart") client.cart.get().catch((error) => cart.set(failed(cart.get().data, error)));
      else
        client.account.get().then(
          (now) => account.set(there(now)),
          (error) => account.set(failed(account.get().data, error)),
        );
    },
    answers: new Map(),
    consent: theConsent,
    consentNow: () => consent?.state() ?? undecided,
    watchConsent: (listener) => theConsent().subscribe(listener),
  };
}
