import type { Account } from "../account-types.ts";
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
  /** Makes sure that `speech` has the texts of what comes late. */
  learn(): Promise<void>;
  /** Goes to another market or locale; the cart comes along where it can. */
  move(change: { readonly market?: string; readonly locale?: string }): Promise<void>;
  /** Hears changes until the signal; `reload` when what was loaded is no longer right. */
  subscribe(listener: (reload: boolean) => void, signal: AbortSignal): void;
}

/** What a store tells its page. */
export type Tell = (
  name: "shop-changed" | "cart-updated" | "account-changed",
  detail: Shop | Cart | Account | null,
) => void;

export function createStore(client: Client, tell: Tell): Store {
  const listeners = new Set<(reload: boolean) => void>();
  const changed = (reload: boolean): void => {
    for (const listener of listeners) listener(reload);
  };
  let all = false;
  const store = {
    client,
    speech: null as Speech | null,
    shop: null as Shop | null,
    cart: null as Cart | null,
    async learn(): Promise<void> {
      all = true;
      const speech = await speak(store.speech?.locale ?? store.client.locale ?? "en", true);
      if (speech.locale === (store.speech?.locale ?? speech.locale)) store.speech = speech;
      changed(false);
    },
    async move(change: { readonly market?: string; readonly locale?: string }): Promise<void> {
      const before = store.cart;
      store.client = store.client.with(change);
      const { cart } = store.client;
      changed(true);
      const moves = change.market !== undefined && before !== null && before.market !== change.market;
      await Promise.all([look(), moves ? cart.takeOver(before) : cart.get()]);
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
      speak(asked.locale ?? "en", all).then((speech) => adopt({ speech })),
      asked.shop().then(async (shop) => {
        if (adopt({ shop, speech: await speak(shop.locale, all) })) tell("shop-changed", shop);
      }),
    ]);
  }

  client.on("cart:updated", (cart) => {
    store.cart = cart;
    tell("cart-updated", cart);
    changed(false);
  });
  // Undefined while it is not known whose session this browser holds.
  let customer: string | null | undefined = client.account.loggedIn() ? undefined : null;
  client.on("account:updated", (account) => {
    const before = customer;
    customer = account?.id ?? null;
    if (before === customer) return;
    tell("account-changed", account);
    // Prices, promotions and credit are a customer's own.
    if (before !== undefined) changed(true);
    if (before !== undefined) void store.client.cart.get().catch(() => null);
  });
  // Failures show where they matter: in the elements that load for themselves.
  void Promise.allSettled([look(), client.cart.get()]);
  return store;
}
