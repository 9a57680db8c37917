/** Carts and promotions for the tests of the rules. */
import type { Effect } from "../schemas.ts";
import type { ActivePromotion, DiscountableLine, Situation } from "./model.ts";

export const all = { kind: "all" } as const;
export const of = (...ids: string[]) => ({ kind: "variants", ids: ids as `var_${string}`[] }) as const;
export const line = (id: string, unitPrice: number, quantity = 1): DiscountableLine => ({
  id,
  variantId: `var_${id}`,
  productId: `prd_${id}`,
  categoryIds: [`cat_${id}`],
  unitPrice,
  quantity,
});
export const promotion = (id: string, effect: Effect, more: Partial<ActivePromotion> = {}): ActivePromotion => ({
  id: `pro_${id}`,
  name: id,
  trigger: "automatic",
  active: true,
  startsAt: null,
  endsAt: null,
  conditions: [],
  effect,
  combinable: true,
  exclusionGroup: null,
  priority: 100,
  perCustomer: null,
  maxUses: null,
  budget: null,
  uses: 0,
  spentAmount: 0,
  usedByCustomer: null,
  code: null,
  ...more,
});
export const at = new Date("2026-11-22T12:00:00Z");
export const cart = (lines: readonly DiscountableLine[], more: Partial<Situation> = {}): Situation => ({
  at,
  currency: "EUR",
  marketId: "mkt_a",
  channel: "web",
  country: "DE",
  groups: [],
  ordersBefore: null,
  lines,
  shipping: 490,
  ...more,
});
export const euros = (amount: number) => [{ amount, currency: "EUR" as const }];
