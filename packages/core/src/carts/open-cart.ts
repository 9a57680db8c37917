import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { Tx } from "../platform/db.ts";
import { cartView } from "./cart-view.ts";
import { type CartReader, gather } from "./gather.ts";
import { priceCart } from "./price-cart.ts";
import { closeOpenCart, selectCartForUpdate, setBuyer, setHold, type StoredCart, type StoredLine } from "./queries.ts";
import type { Cart, CartsErrorCode } from "./schemas.ts";
import type { Hold } from "./tables.ts";

/**
 * The open cart, locked until the transaction ends: whatever changes it or makes an order of it waits here.
 *
 * @throws DomainError not_found, or conflict `carts.closed` once it has become an order.
 */
export async function lockCart(tx: Tx<"tenant">, cartId: string): Promise<StoredCart> {
  const cart = await selectCartForUpdate(tx, cartId);
  if (cart === undefined) throw notFound("cart");
  if (cart.status === "closed") throw closed();
  return cart;
}

/** Closes the cart for good, in the transaction that makes an order of it. */
export async function closeCart(tx: Tx<"tenant">, cartId: string, now: Date): Promise<void> {
  if (!(await closeOpenCart(tx, cartId, now))) throw closed();
}

/**
 * Notes what the cart's own checkout has reserved, so that the cart does not miss these pieces; null when the
 * reservation is released.
 */
export async function holdCart(
  tx: Tx<"tenant">,
  cartId: string,
  hold: { readonly until: Date; readonly quantities: Hold["quantities"] } | null,
): Promise<void> {
  await setHold(tx, cartId, hold && { until: hold.until.toISOString(), quantities: hold.quantities });
}

function closed(): DomainError<CartsErrorCode> {
  return new DomainError("conflict", "carts.closed");
}

/** The cart as a verb answers it. */
export async function answerCart(ctx: CartReader, cart: StoredCart, lines: readonly StoredLine[]): Promise<Cart> {
  return cartView(priceCart(await gather(ctx, cart, lines, true)));
}

/** The cart as it is after `change`, without reading it again. */
export function changed<Change extends Partial<StoredCart>>(cart: StoredCart, change: Change, now: Date): StoredCart {
  return { ...cart, ...change, updatedAt: now };
}

/** Who is logged in, or null. */
export function buyerIn({ actor }: Pick<TenantCtx, "actor">): Id<"cus"> | null {
  return actor.kind === "shopper" ? actor.customerId : null;
}

/** Notes who goes to pay the cart, which must be locked. */
export async function noteBuyer(ctx: Pick<TenantCtx, "actor"> & { db: Tx<"tenant"> }, cartId: string): Promise<void> {
  if (ctx.actor.kind === "shopper") await setBuyer(ctx.db, cartId, ctx.actor.customerId);
}

/**
 * What any call changes: the wanted language, where one is given, and whose the cart is. It is the shopper's who
 * changed it last, so that a guest never goes on with the prices of somebody who has logged out; a shop's own
 * server leaves it as it is.
 */
export function changeBy(
  { actor }: Pick<TenantCtx, "actor">,
  locale: string | null,
): { locale?: string; customerId?: Id<"cus"> | null } {
  return {
    ...(locale === null ? {} : { locale }),
    ...(actor.kind === "shopper" ? { customerId: actor.customerId } : {}),
  };
}
