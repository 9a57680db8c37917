import { useCallback, useEffect, useSyncExternalStore } from "react";
import { useStorefront } from "./context.ts";
import { type Asked, failed, type State, there, waiting, type Watched, watched } from "./state.ts";

/** What a hook answers while it loads, when it has loaded, and when that failed. */
export interface Answer<T> {
  /** Undefined until it is there; what was there before stays while it is loaded anew. */
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly loading: boolean;
  /** Loads it anew. */
  readonly reload: () => void;
}

/** Watches a value; a server renders its first state. */
export function useWatched<T>({ first, get, subscribe }: Watched<T>): T {
  return useSyncExternalStore(subscribe, get, first);
}

function slotOf<T>({ answers }: State, key: string, initial: T | undefined): Watched<Asked<T>> {
  let slot = answers.get(key);
  if (!slot) answers.set(key, (slot = watched<Asked<unknown>>(initial === undefined ? waiting : there(initial))));
  return slot as Watched<Asked<T>>;
}

/** Asks once for each key and client, however many components want it; `initial` came with the page. */
export function useAsked<T>(key: string, ask: () => Promise<T>, initial?: T): Answer<T> {
  const state = useStorefront();
  const slot = slotOf(state, key, initial);
  const now = useWatched(slot);
  const reload = useCallback(() => {
    slot.set({ ...slot.get(), loading: true, error: null });
    ask().then(
      (data) => slot.set(there(data)),
      (error) => slot.set(failed(slot.get().data, error)),
    );
    // The key says all that `ask` depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [slot, key]);
  useEffect(() => {
    // `waiting` itself: nobody has asked yet.
    if (slot.get() === waiting) reload();
  }, [slot, reload]);
  return { ...now, data: now.data ?? initial, reload };
}
