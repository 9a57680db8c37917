import type { Account } from "./account-types.ts";
import type { MeridianError } from "./errors.ts";
import type { Cart } from "./types.ts";

/** What a client tells, and what comes with it. */
export interface ClientEvents {
  /** The cart as it is now; null when it was paid, or is gone. */
  readonly "cart:updated": Cart | null;
  /** Who is logged in; null when nobody is any more. */
  readonly "account:updated": Account | null;
  /** A call failed for good. */
  readonly error: MeridianError;
}

type Listener<Name extends keyof ClientEvents> = (value: ClientEvents[Name]) => void;

export interface Events {
  /** Answers how to stop listening. */
  readonly on: <Name extends keyof ClientEvents>(name: Name, listener: Listener<Name>) => () => void;
  readonly emit: <Name extends keyof ClientEvents>(name: Name, value: ClientEvents[Name]) => void;
}

export function createEvents(): Events {
  const listeners: { [Name in keyof ClientEvents]: Set<Listener<Name>> } = {
    "cart:updated": new Set(),
    "account:updated": new Set(),
    error: new Set(),
  };
  return {
    on(name, listener) {
      listeners[name].add(listener);
      return () => void listeners[name].delete(listener);
    },
    emit(name, value) {
      for (const listener of listeners[name]) listener(value);
    },
  };
}
