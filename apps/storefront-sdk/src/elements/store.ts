import type { Client } from "../client.ts";
import type { Cart, Shop } from "../types.ts";
import { type Speech, speak } from "./languages.ts";

/** What the elements of one shop share. */
export interface Store {
  readonly client: Client;
  /** Null until its texts were loaded. */
  readonly speech: Speech | null;
  /** Null until it was loaded. */
  readonly shop: Shop | null;
  readonly cart: Cart | null;
  /** Goes to another market or locale; the cart comes along where it can. */
  move(change: { readonly market?: string; readonly locale?: string }): Promise<void>;
  /** Hears changes until the signal; `reload` when what was loaded is no longer right. */
  subscribe(listener: (reload: boolean) => void, signal: AbortSignal): void;
}

/** What a store tells its page. */
export type Tell = (name: "shop-changed" | "cart-updated", detail: Shop | Cart | null) => void;

export function createStore(client: Client, tell: Tell): Store {
  const listeners = new Set<(reload: boolean) => void>();
  const changed = (reload: boolean): void => {
    for (const listener of listeners) listener(reload);
  };
  const store = {
    client,
    speech: null as Speech | null,
    shop: null as Shop | null,
    cart: null as Cart | null,
    async move(change: { readonly market?: string; readonly locale?: string }): Promise<void> {
      store.client = store.client.with(change);
      changed(true);
      await Promise.all([look(), store.client.cart.get()]);
    },
    subscribe(listener: (reload: boolean) => void, signal: AbortSignal): void {
      listeners.add(listener);
      signal.addEventListener("abort", () => listeners.delete(listener));
    },
  };

  /** The server knows best which market and locale a wish comes to; until it has said so, the wish holds. */
  async function look(): Promise<void> {
    const asked = store.client;
    let known = false;
    const adopt = (change: Partial<typeof store>): boolean => {
      if (asked !== store.client || (known && !change.shop)) return false;
      known = change.shop !== undefined;
      Object.assign(store, change);
      changed(false);
      return true;
    };
    await Promise.all([
      speak(asked.locale ?? "en").then((speech) => adopt({ speech })),
      asked.shop().then(async (shop) => {
        if (adopt({ shop, speech: await speak(shop.locale) })) tell("shop-changed", shop);
      }),
    ]);
  }

  client.on("cart:updated", (cart) => {
    store.cart = cart;
    tell("cart-updated", cart);
    changed(false);
  });
  // Failures show where they matter: in the elements that load for themselves.
  void Promise.allSettled([look(), client.cart.get()]);
  return store;
}
