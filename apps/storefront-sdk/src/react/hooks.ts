import { useEffect, useSyncExternalStore } from "react";
import type { AccountApi } from "../account.ts";
import type { Account, OwnOrder } from "../account-types.ts";
import type { CartApi } from "../cart.ts";
import type { Client } from "../client.ts";
import type { Consent, ConsentState } from "../consent.ts";
import { formatMoney } from "../money.ts";
import type {
  Cart,
  Category,
  Checkout,
  Money,
  Order,
  Page,
  Product,
  ProductCard,
  ProductFilter,
  Shop,
} from "../types.ts";
import { useStorefront } from "./context.ts";
import { undecided } from "./state.ts";
import { type Answer, useAsked, useWatched } from "./use-asked.ts";

/** The client that the provider was given. */
export function useClient(): Client {
  return useStorefront().client;
}

/** Name, markets, languages and legal pages. @param initialData from the server that rendered the page. */
export function useShop(initialData?: Shop): Answer<Shop> {
  const client = useClient();
  return useAsked("shop", () => client.shop(), initialData);
}

/**
 * A page of products.
 *
 * @example
 * const { data, loading, error } = useProducts({ q: "lamp", first: 12 });
 */
export function useProducts(filter: ProductFilter = {}, initialData?: Page<ProductCard>): Answer<Page<ProductCard>> {
  const client = useClient();
  return useAsked(`products ${JSON.stringify(filter)}`, () => client.products.list(filter), initialData);
}

/**
 * A product by its slug.
 *
 * @example
 * // `product` was loaded by the server: nothing is loaded again, nothing flickers.
 * const { data } = useProduct("desk-lamp", { initialData: product });
 */
export function useProduct(
  slug: string,
  options: { readonly initialData?: Product | undefined } = {},
): Answer<Product> {
  const client = useClient();
  return useAsked(`product ${slug}`, () => client.products.get(slug), options.initialData);
}

/** The categories of the client's market, each with the number of its products. */
export function useCategories(initialData?: { readonly items: readonly Category[] }): Answer<{
  readonly items: readonly Category[];
}> {
  const client = useClient();
  return useAsked("categories", () => client.categories.list(), initialData);
}

/**
 * How an order stands, for whoever holds its link. @param token the secret of that link.
 *
 * @example
 * const { data } = useOrder(token);
 * <p>{data?.fulfilmentState}</p>
 */
export function useOrder(token: string, initialData?: Order): Answer<Order> {
  const client = useClient();
  return useAsked(`order ${token}`, () => client.orders.get(token), initialData);
}

/** The newest orders of whoever is logged in; none for a guest. */
export function useOrders(first = 20): Answer<Page<OwnOrder>> {
  const client = useClient();
  const { account } = useAccount();
  const none: Page<OwnOrder> = { items: [], next: null };
  return useAsked(`orders ${account?.id ?? ""} ${first}`, async () =>
    account ? client.account.orders.list({ first }) : none,
  );
}

/** The visitor's cart, and everything that can be done with it. */
export interface UseCart extends Omit<CartApi, "get"> {
  /** Null when there is none yet; undefined until that is known, on servers always. */
  readonly cart: Cart | null | undefined;
  readonly error: Error | null;
}

/**
 * The cart, and what can be done with it: each action answers the cart or fails with MeridianError.
 *
 * @example
 * const { cart, add } = useCart();
 * <button onClick={() => add({ variantId })}>Add ({cart?.quantity ?? 0})</button>
 */
export function useCart(): UseCart {
  const state = useStorefront();
  const { data, error } = useWatched(state.cart);
  useEffect(() => state.begin("cart"), [state]);
  return { ...state.client.cart, cart: data, error };
}

/** Starts the payment of the cart, and finishes it on the page that the payment page leads back to. */
export interface UseCheckout {
  /** Starts it: send the browser to the answer's `redirectUrl`. */
  readonly start: CartApi["checkout"];
  readonly confirm: (checkoutId: string) => Promise<Checkout>;
  /** Ends the wait for a transfer: the cart can be paid another way. */
  readonly payOtherwise: (checkoutId: string) => Promise<Checkout>;
  /** The checkout that this browser started last, or null. */
  readonly last: () => string | null;
}

/**
 * How to pay the cart.
 *
 * @example
 * const { start } = useCheckout();
 * const { redirectUrl } = await start({ successUrl, cancelUrl });
 */
export function useCheckout(): UseCheckout {
  const { cart, checkout } = useClient();
  return {
    start: (pages) => cart.checkout(pages),
    confirm: (checkoutId) => checkout.confirm(checkoutId),
    payOtherwise: (checkoutId) => checkout.payOtherwise(checkoutId),
    last: () => checkout.last(),
  };
}

/** The visitor's account, and what can be done with it. */
export interface UseAccount extends Omit<AccountApi, "get"> {
  /** Null when nobody is logged in; undefined until that is known, on servers always. */
  readonly account: Account | null | undefined;
  readonly error: Error | null;
}

/**
 * Who is logged in, and what can be done with the account.
 *
 * @example
 * const { account, logIn, logOut } = useAccount();
 */
export function useAccount(): UseAccount {
  const state = useStorefront();
  const { data, error } = useWatched(state.account);
  useEffect(() => state.begin("account"), [state]);
  return { ...state.client.account, account: data, error };
}

/** The visitor's consent; everything is refused until it is known, and on servers. */
export interface UseConsent extends ConsentState, Pick<Consent, "set" | "allowed"> {}

/**
 * The visitor's consent, and how to give it.
 *
 * @example
 * const { policy, decided, set } = useConsent();
 * if (policy && !decided) return <Banner onReject={() => set({ analytics: false, marketing: false }, "banner")} />;
 */
export function useConsent(): UseConsent {
  const state = useStorefront();
  const now = useSyncExternalStore(state.watchConsent, state.consentNow, () => undecided);
  return {
    ...now,
    set: (choices, method) => state.consent().set(choices, method),
    allowed: (purpose) => now.choices[purpose],
  };
}

/** Writes amounts as people of the client's locale read them. */
export function useMoney(): (value: Money) => string {
  const { locale } = useClient();
  return (value) => formatMoney(value, locale);
}
