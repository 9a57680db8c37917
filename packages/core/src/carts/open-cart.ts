import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { type Market, marketPart } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { Db, Tx } from "../platform/db.ts";
import { together } from "../platform/parts.ts";
import { type CartInMarket, type CartReader, gather } from "./gather.ts";
import { priceCart } from "./price-cart.ts";
import {
  type Beside,
  closeOpenCart,
  selectCart,
  selectCartForUpdate,
  setBuyer,
  setHold,
  type StoredCart,
  type StoredLine,
} from "./queries.ts";
import type { Cart, CartsErrorCode } from "./schemas.ts";
import { showCart } from "./show-cart.ts";
import type { Hold } from "./tables.ts";

const market: Beside<{ readonly market: Market }> = (marketId) => together({ market: marketPart(marketId) });

/** The cart with its market, open or not; undefined when there is none. */
export function cartById(db: Db<"tenant">, cartId: string): Promise<CartInMarket | undefined> {
  return selectCart(db, cartId, market);
}

/**
 * The open cart, locked until the transaction ends: whatever changes it or makes an order of it waits here.
 *
 * @throws DomainError not_found, or conflict `carts.closed` once it has become an order.
 */
export async function lockCart(tx: Tx<"tenant">, cartId: string): Promise<CartInMarket> {
  const cart = await lockAnyCart(tx, cartId);
  if (cart.status === "closed") throw closed();
  return cart;
}

/** The cart, locked, open or not: all that happens to its checkouts does this first, so that they take turns. */
export async function lockAnyCart(tx: Tx<"tenant">, cartId: string): Promise<CartInMarket> {
  const cart = await selectCartForUpdate(tx, cartId, market);
  if (cart === undefined) throw notFound("cart");
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

/** The cart as a verb answers it; `lines` null where they have not been read. */
export async function answerCart(
  ctx: CartReader,
  cart: CartInMarket,
  lines: readonly StoredLine[] | null,
): Promise<Cart> {
  return showCart(ctx, priceCart(await gather(ctx, cart, lines, true)));
}

/** The cart as it is after `change`, without reading it again. */
export function changed(cart: CartInMarket, change: Partial<StoredCart>, now: Date): CartInMarket {
  return { ...cart, ...change, updatedAt: now };
}

/** Who is logged in, or null. */
export function buyerIn({ actor }: Pick<TenantCtx, "actor">): Id<"cus"> | null {
  return actor.kind === "shopper" ? actor.customerId : null;
}

/** Notes who goes to pay the cart, which must be locked; answers it as it is then. */
export async function noteBuyer(
  ctx: Pick<TenantCtx, "actor"> & { db: Tx<"tenant"> },
  cart: CartInMarket,
): Promise<CartInMarket> {
  const { customerId = cart.customerId } = changeBy(ctx, null);
  if (customerId !== cart.customerId) await setBuyer(ctx.db, cart.id, customerId);
  return { ...cart, customerId };
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
