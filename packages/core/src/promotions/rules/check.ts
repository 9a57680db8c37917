/**
 * Whether a promotion may apply, before anything is computed. Own conventions: minimums and quantities look at the
 * cart before any discount, so that no promotion changes whether another applies; a condition about who buys does
 * not hold while that is unknown.
 */
import type { Condition, Effect, Refusal } from "../schemas.ts";
import { type ActivePromotion, amountIn, type DiscountableLine, selects, type Situation } from "./model.ts";

/**
 * How often a customer may use it. A first order is one: whoever places two at once gets it for one of them, which
 * only counting can tell.
 */
export function mostPerCustomer(
  perCustomer: number | null,
  { conditions }: { readonly conditions: readonly Condition[] },
): number | null {
  return conditions.some(({ kind }) => kind === "first_order") ? 1 : perCustomer;
}

/** Why it may not; null when it may. */
export function faultOf(promotion: ActivePromotion, situation: Situation): Refusal | null {
  const at = situation.at.toISOString();
  if (!promotion.active) return "inactive";
  if (promotion.startsAt !== null && new Date(promotion.startsAt) > situation.at) return "not_started";
  if (promotion.endsAt !== null && new Date(promotion.endsAt).toISOString() <= at) return "ended";
  if (promotion.code !== null && promotion.code.fault !== null) return promotion.code.fault;
  if (promotion.maxUses !== null && promotion.uses >= promotion.maxUses) return "used_up";
  if (promotion.budget !== null && promotion.budget.currency !== situation.currency) return "currency";
  if (promotion.budget !== null && promotion.spentAmount >= promotion.budget.amount) return "budget_spent";
  const most = mostPerCustomer(promotion.perCustomer, promotion);
  if (most !== null && (promotion.usedByCustomer ?? 0) >= most) {
    return "customer_limit";
  }
  if (!speaks(promotion.effect, situation.currency)) return "currency";
  for (const condition of promotion.conditions) {
    const fault = unmet(condition, situation);
    if (fault !== null) return fault;
  }
  return null;
}

/** Whether the effect names amounts in this currency, where it has any. */
function speaks(effect: Effect, currency: string): boolean {
  if ("amounts" in effect) return amountIn(effect.amounts, currency) !== undefined;
  if (effect.kind !== "tiered_spend") return true;
  return effect.tiers.some((tier) => amountIn(tier.from, currency) !== undefined);
}

function unmet(condition: Condition, situation: Situation): Refusal | null {
  switch (condition.kind) {
    case "order_minimum": {
      const least = amountIn(condition.amounts, situation.currency);
      if (least === undefined) return "currency";
      const selected = situation.lines.filter((line) => selects(condition.of, line));
      return worthOf(selected) >= least ? null : "order_minimum";
    }
    case "quantity": {
      const selected = situation.lines.filter((line) => selects(condition.of, line));
      return piecesOf(selected) >= condition.least ? null : "quantity";
    }
    case "customer_groups":
      return condition.groups.some((group) => situation.groups.includes(group)) ? null : "customer_group";
    case "markets":
      return condition.marketIds.some((id) => id === situation.marketId) ? null : "market";
    case "channels":
      return condition.channels.includes(situation.channel) ? null : "channel";
    case "countries":
      return condition.countries.some((country) => country === situation.country) ? null : "country";
    case "first_order":
      if (situation.ordersBefore === null) return "customer_unknown";
      return situation.ordersBefore === 0 ? null : "first_order";
  }
}

export function worthOf(lines: readonly DiscountableLine[]): number {
  return lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
}

export function piecesOf(lines: readonly DiscountableLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
