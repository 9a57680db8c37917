/**
 * Which promotions hold for a cart, and what each takes off. Own convention, printed where merchants set it:
 * 1. A promotion whose conditions do not hold, or that would take nothing off the cart as it is, is refused.
 * 2. The others are chosen by priority, highest first; of equal priority the one that alone would save more, then
 *    the older id. One that does not combine is chosen only when none is yet, and ends the choice; of an exclusion
 *    group one is chosen.
 * 3. The chosen are applied by priority; of equal priority those on lines, then on the order, then on shipping; then
 *    by id. Each takes from what is left. A budget that cannot carry a whole discount refuses it.
 * Lines are taken in the order of their variants, then of their ids, so that their order in the cart decides nothing.
 */
import type { Refusal } from "../schemas.ts";
import { faultOf } from "./check.ts";
import { type Chooser, chooserOf } from "./choosing.ts";
import { type Cut, cutOf, savingOf, scopeOf } from "./effects.ts";
import type { ActivePromotion, DiscountableLine, Situation } from "./model.ts";

export interface Applied {
  readonly promotion: ActivePromotion;
  readonly amount: number;
  /** By the id of the line; lines without a discount are left out. */
  readonly lines: ReadonlyMap<string, number>;
  readonly shipping: number;
}

export interface Refused {
  readonly promotion: ActivePromotion;
  readonly reason: Refusal;
}

export interface Step {
  readonly promotion: ActivePromotion;
  readonly scope: "line" | "order" | "shipping";
  readonly base: number;
  readonly amount: number;
}

export interface Discounts {
  /** By the id of the line: all that is taken off. */
  readonly lines: ReadonlyMap<string, number>;
  readonly shipping: number;
  readonly total: number;
  readonly applied: readonly Applied[];
  readonly refused: readonly Refused[];
  readonly trace: readonly Step[];
}

interface Candidate {
  readonly promotion: ActivePromotion;
  readonly saving: number;
}

const scopes = ["line", "order", "shipping"] as const;

export function applyPromotions(given: Situation, promotions: readonly ActivePromotion[]): Discounts {
  const situation = { ...given, lines: given.lines.toSorted(byVariant) };
  const refused: Refused[] = [];
  const chooser = chooserOf(situation.lines);
  const chosen = choose(candidatesOf(situation, promotions, chooser, refused), refused);
  const left = situation.lines.map((line) => line.unitPrice * line.quantity);
  let leftInAll = left.reduce((sum, one) => sum + one, 0);
  let shippingLeft = situation.shipping;
  const sums = situation.lines.map(() => 0);
  const applied: Applied[] = [];
  const trace: Step[] = [];
  for (const promotion of chosen.toSorted(inOrder)) {
    const { currency, lines: all } = situation;
    const cut = cutOf(promotion.effect, { currency, lines: all, choose: chooser, left, shippingLeft });
    const amount = sizeOf(cut);
    const reason = amount === 0 ? "nothing_to_discount" : budgetFault(promotion, amount);
    if (reason !== null) {
      refused.push({ promotion, reason });
      continue;
    }
    const scope = scopeOf(promotion.effect);
    const base = scope === "shipping" ? shippingLeft : leftInAll;
    trace.push({ promotion, scope, base, amount });
    const lines = new Map<string, number>();
    for (let i = 0; i < all.length; i++) {
      const off = cut.lines[i] ?? 0;
      if (off === 0) continue;
      left[i] = (left[i] ?? 0) - off;
      leftInAll -= off;
      lines.set(all[i]?.id ?? "", off);
      sums[i] = (sums[i] ?? 0) + off;
    }
    shippingLeft -= cut.shipping;
    applied.push({ promotion, amount, lines, shipping: cut.shipping });
  }
  return {
    lines: new Map(situation.lines.flatMap(({ id }, i) => (sums[i] === 0 ? [] : [[id, sums[i] ?? 0] as const]))),
    shipping: situation.shipping - shippingLeft,
    total: applied.reduce((sum, one) => sum + one.amount, 0),
    applied,
    refused: refused.toSorted((a, b) => (a.promotion.id < b.promotion.id ? -1 : 1)),
    trace,
  };
}

function byVariant(a: DiscountableLine, b: DiscountableLine): number {
  const [first, second] = a.variantId === b.variantId ? [a.id, b.id] : [a.variantId, b.variantId];
  return first < second ? -1 : 1;
}

function candidatesOf(
  situation: Situation,
  promotions: readonly ActivePromotion[],
  chooser: Chooser,
  refused: Refused[],
): Candidate[] {
  const full = situation.lines.map((line) => line.unitPrice * line.quantity);
  const { currency, lines, shipping: shippingLeft } = situation;
  const input = { currency, lines, choose: chooser, left: full, shippingLeft };
  const candidates: Candidate[] = [];
  for (const promotion of promotions) {
    // Without its code, one that wants a code is nobody's business.
    if (promotion.trigger === "code" && promotion.code === null) continue;
    const fault = faultOf(promotion, situation);
    const saving = fault === null ? savingOf(promotion.effect, input) : 0;
    const reason = fault ?? (saving === 0 ? "nothing_to_discount" : budgetFault(promotion, saving));
    if (reason === null) candidates.push({ promotion, saving });
    else refused.push({ promotion, reason });
  }
  return candidates.toSorted(
    (a, b) =>
      b.promotion.priority - a.promotion.priority || b.saving - a.saving || (a.promotion.id < b.promotion.id ? -1 : 1),
  );
}

function choose(candidates: readonly Candidate[], refused: Refused[]): ActivePromotion[] {
  const chosen: ActivePromotion[] = [];
  const groups = new Set<string>();
  let alone = false;
  for (const { promotion } of candidates) {
    const { exclusionGroup, combinable } = promotion;
    if (alone || (!combinable && chosen.length > 0)) refused.push({ promotion, reason: "not_combinable" });
    else if (exclusionGroup !== null && groups.has(exclusionGroup)) {
      refused.push({ promotion, reason: "exclusion_group" });
    } else {
      chosen.push(promotion);
      if (exclusionGroup !== null) groups.add(exclusionGroup);
      alone = !combinable;
    }
  }
  return chosen;
}

function inOrder(a: ActivePromotion, b: ActivePromotion): number {
  const stage = scopes.indexOf(scopeOf(a.effect)) - scopes.indexOf(scopeOf(b.effect));
  return b.priority - a.priority || stage || (a.id < b.id ? -1 : 1);
}

function budgetFault({ budget, spentAmount }: ActivePromotion, amount: number): Refusal | null {
  return budget !== null && spentAmount + amount > budget.amount ? "budget_spent" : null;
}

function sizeOf({ lines, shipping }: Cut): number {
  let size = shipping;
  for (const off of lines) size += off;
  return size;
}
