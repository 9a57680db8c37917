import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { type Money, money } from "../kernel/money.ts";
import { applyPromotions, type DiscountableLine, type Discounts } from "../promotions/index.ts";
import type { Gathered } from "./gather.ts";
import type { PricedItem } from "./price-cart.ts";
import type { Cart } from "./schemas.ts";

/** What promotions take off a cart, as the market shows prices. */
export function discountCart(gathered: Gathered, items: readonly PricedItem[], shipping: number): Discounts {
  const { cart, market, buyer, at, promotions, channel } = gathered;
  const lines = items.flatMap(({ line, variant, price }): DiscountableLine[] => {
    if (variant === undefined || price === undefined) return [];
    const { variantId, productId, categoryIds } = variant;
    const { id, quantity } = line;
    return [{ id, variantId, productId, categoryIds, unitPrice: price.amount.amount, quantity }];
  });
  const situation = {
    at,
    currency: market.currency,
    marketId: market.id,
    channel,
    // Where it goes, whoever taxes it; until an address is known, the market's first country stands for it.
    country: cart.address?.country ?? market.countries[0] ?? "",
    groups: buyer.groups,
    ordersBefore: buyer.ordersCount,
    lines,
    shipping,
  };
  return applyPromotions(situation, promotions.active);
}

type Shown = Pick<Cart, "codes" | "discounts" | "refusedPromotions">;

/** The cart's codes and promotions as it shows them. */
export function showDiscounts(
  { cart, promotions, market }: Pick<Gathered, "cart" | "promotions" | "market">,
  { applied, refused }: Discounts,
): Shown {
  const amount = (minor: number): Money<ActiveCurrencyCode> => money(minor, market.currency);
  return {
    codes: cart.codes.map((code) => {
      const promotionId = promotions.codes.get(code);
      if (promotionId === undefined) return { code, state: "unknown", reason: null };
      if (applied.some(({ promotion }) => promotion.code?.code === code)) {
        return { code, state: "applied", reason: null };
      }
      const fault = refused.find(({ promotion }) => promotion.code?.code === code);
      // A second code for the same promotion adds nothing.
      return { code, state: "refused", reason: fault?.reason ?? "not_combinable" };
    }),
    discounts: applied.map(({ promotion, amount: off, lines, shipping }) => ({
      promotionId: promotion.id,
      name: promotion.name,
      code: promotion.code?.code ?? null,
      amount: amount(off),
      lines: [...lines].map(([lineId, part]) => ({ lineId, amount: amount(part) })),
      shipping: amount(shipping),
    })),
    refusedPromotions: refused.map(({ promotion, reason }) => ({
      promotionId: promotion.id,
      name: promotion.name,
      code: promotion.code?.code ?? null,
      reason,
    })),
  };
}
