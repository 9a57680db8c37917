import { rememberedConsent } from "./consent-record.ts";
import { MeridianError } from "./errors.ts";
import type { Events } from "./events.ts";
import type { Request } from "./http.ts";
import type { Memory } from "./storage.ts";
import type { Address, Cart, PlacedCheckout, ShippingOption } from "./types.ts";

/** Where the payment page sends the shopper back to: absolute addresses of the shop's own pages. */
export interface ReturnPages {
  readonly successUrl: string;
  readonly cancelUrl: string;
}

/**
 * The visitor's cart in the client's market. It is made with the first line and remembered; each change answers
 * the whole cart as the server computed it. Changes run one after the other, in the order they were asked for.
 */
export interface CartApi {
  /** The cart, or null when there is none yet or it is gone. */
  get(): Promise<Cart | null>;
  /** @param line `quantity` is 1 when left out. */
  add(line: { readonly variantId: string; readonly quantity?: number }): Promise<Cart>;
  /** @param quantity 1 or more; `remove` takes a line out. */
  setQuantity(lineId: string, quantity: number): Promise<Cart>;
  remove(lineId: string): Promise<Cart>;
  /** E-mail and delivery address; taxes and shipping options follow from it. */
  setAddress(email: string, address: Address): Promise<Cart>;
  shippingOptions(): Promise<readonly ShippingOption[]>;
  chooseShipping(methodId: string): Promise<Cart>;
  /** The buyer's tax id; null takes it away. What became of it: `taxId` of the cart. */
  setTaxId(taxId: string | null): Promise<Cart>;
  /** A promotion's code. What became of it stands in the cart's `codes`. */
  enterCode(code: string): Promise<Cart>;
  removeCode(code: string): Promise<Cart>;
  /** Lets a gift card pay; an unknown one is in `notices`. */
  enterGiftCard(code: string): Promise<Cart>;
  /** @param last4 the last four characters of the card's code. */
  removeGiftCard(last4: string): Promise<Cart>;
  /** Whether the store credit of the customer who is logged in pays. */
  useStoreCredit(use: boolean): Promise<Cart>;
  /**
   * Brings the lines of another market's cart along, as far as they are for sale here, and answers this cart. Done
   * twice it changes nothing more. Address and codes stay behind.
   *
   * @example
   * const there = shop.with({ market: "us" });
   * await there.cart.takeOver(cart);
   */
  takeOver(other: Pick<Cart, "lines">): Promise<Cart | null>;
  /**
   * Starts paying the total that the shopper saw last: send the browser to `redirectUrl`. A total that has
   * changed since is refused with `checkout.total_changed`.
   */
  checkout(pages: ReturnPages): Promise<PlacedCheckout>;
  /** Lets go of the cart; the next line begins a new one. */
  forget(): void;
}

/** What carts of one visitor share, whatever client they are reached through. */
export interface CartSession {
  readonly memory: Memory;
  readonly events: Events;
  /** Ends when the change before has ended. */
  last: Promise<unknown>;
}

const isGone = (error: unknown): boolean =>
  error instanceof MeridianError &&
  (error.code === "carts.closed" ||
    (error.status === 404 && ["cart", undefined].includes(error.details["what"] as string)));

const staysBehind: readonly string[] = ["carts.not_for_sale", "carts.not_enough_stock", "not_found"];

export function createCart(
  request: Request,
  session: CartSession,
  where: { readonly market: string | undefined; readonly locale: string | undefined },
): CartApi {
  const { memory, events } = session;
  const slot = `cart:${where.market ?? ""}`;
  let seen: Cart | null = null;

  const keep = (cart: Cart | null): Cart | null => {
    seen = cart?.status === "open" ? cart : null;
    memory.set(slot, seen && seen.id);
    if (seen) memory.set(`cart:${seen.market}`, seen.id);
    else if (cart) memory.set(`cart:${cart.market}`, null);
    events.emit("cart:updated", seen);
    return seen;
  };
  const kept = (cart: Cart): Cart => {
    keep(cart);
    return cart;
  };
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const turn = session.last.then(change, change);
    session.last = turn.catch(() => null);
    return turn;
  };
  const create = async (): Promise<Cart> =>
    request("POST", "/v1/carts", { body: { market: where.market, locale: where.locale } });
  /** The server keeps the locale of the last write for the order; a read only answers in it. */
  const query = { locale: where.locale };
  let wrote = false;
  const write = async (method: "POST" | "PATCH" | "PUT" | "DELETE", rest: string, body?: object): Promise<Cart> => {
    const cart = await request<Cart>(method, path(rest), body ? { body: { ...body, ...query } } : { query });
    wrote = true;
    return kept(cart);
  };
  const path = (rest = ""): string => `/v1/carts/${memory.get(slot)}${rest}`;
  const read = async (): Promise<Cart | null> => {
    if (!memory.get(slot)) return keep(null);
    try {
      return keep(await request<Cart>("GET", path(), { query }));
    } catch (error) {
      if (isGone(error)) return keep(null);
      throw error;
    }
  };
  const change = (...asked: Parameters<typeof write>): Promise<Cart> =>
    inTurn(async () => {
      try {
        return await write(...asked);
      } catch (error) {
        if (isGone(error)) keep(null);
        throw error;
      }
    });

  const api: CartApi = {
    get: () => inTurn(read),
    async takeOver({ lines }) {
      let cart = await api.get();
      for (const { variantId, quantity } of lines) {
        const here = cart?.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
        if (quantity <= here) continue;
        try {
          cart = await api.add({ variantId, quantity: quantity - here });
        } catch (error) {
          if (!(error instanceof MeridianError && staysBehind.includes(error.code))) throw error;
        }
      }
      return cart;
    },
    add: ({ variantId, quantity = 1 }) =>
      inTurn(async () => {
        for (let fresh = false; ; fresh = true) {
          if (!memory.get(slot)) memory.set(slot, (await create()).id);
          try {
            return await write("POST", "/lines", { variantId, quantity });
          } catch (error) {
            if (!isGone(error)) throw error;
            memory.set(slot, null);
            if (fresh) throw error;
          }
        }
      }),
    setQuantity: (lineId, quantity) => change("PATCH", `/lines/${lineId}`, { quantity }),
    remove: (lineId) => change("DELETE", `/lines/${lineId}`),
    setAddress: (email, address) => change("PUT", "/address", { email, address }),
    shippingOptions: async () =>
      (await inTurn(() => request<Cart>("GET", path("/shipping-options"), { query }))).shippingOptions,
    setTaxId: (taxId) => change("PUT", "/tax-id", { taxId }),
    enterCode: (code) => change("POST", "/codes", { code }),
    removeCode: (code) => change("DELETE", `/codes/${encodeURIComponent(code)}`),
    enterGiftCard: (code) => change("POST", "/gift-cards", { code }),
    removeGiftCard: (last4) => change("DELETE", `/gift-cards/${encodeURIComponent(last4)}`),
    useStoreCredit: (use) => change("PUT", "/store-credit", { use }),
    chooseShipping: (methodId) => change("PUT", "/shipping", { methodId }),
    checkout: (pages) =>
      inTurn(async () => {
        const cart = seen ?? (await read());
        // The order, its e-mails included, speaks as the shopper does now.
        if (!wrote && cart?.email && cart.address)
          await write("PUT", "/address", { email: cart.email, address: cart.address });
        const placed = await request<PlacedCheckout>("POST", path("/checkout"), {
          body: {
            expectedTotal: cart?.totals.total,
            expectedDue: cart?.due,
            subjectId: rememberedConsent(memory)?.subjectId,
            ...pages,
          },
        });
        memory.set("checkout", placed.checkoutId);
        return placed;
      }),
    forget: () => void keep(null),
  };
  return api;
}
