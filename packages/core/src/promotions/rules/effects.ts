/**
 * What an effect takes off the lines of a cart. All amounts are minor units as the market shows prices; an effect
 * works on what earlier promotions have left of a line and never takes more than that. Percentages are rounded half
 * up, once per line (per order for order effects) and order effects are spread by largest remainder.
 */
import type { Effect } from "../schemas.ts";
import type { Chooser } from "./choosing.ts";
import { amountIn, type DiscountableLine } from "./model.ts";
import { buyGetPieces, bundlePieces } from "./pieces.ts";
import { share, split } from "./split.ts";

const million = 1_000_000;

/** Per line, in the lines' order; `left` is what each still costs. */
export interface Cut {
  readonly lines: readonly number[];
  readonly shipping: number;
}

export interface CutInput {
  readonly currency: string;
  readonly lines: readonly DiscountableLine[];
  readonly choose: Chooser;
  readonly left: readonly number[];
  readonly shippingLeft: number;
}

/** Which part of the bill an effect is about; those about lines go first, then the order, then the shipping. */
export function scopeOf(effect: Effect): "line" | "order" | "shipping" {
  if (effect.kind === "free_shipping") return "shipping";
  return effect.kind === "order_percentage" || effect.kind === "order_amount" ? "order" : "line";
}

export function cutOf(effect: Effect, input: CutInput): Cut {
  return effect.kind === "free_shipping"
    ? { lines: zeros(input.lines.length), shipping: input.shippingLeft }
    : { lines: lineCuts(effect, input), shipping: 0 };
}

/** How much the effect takes off in all: the sum of its cut, without sharing it out. */
export function savingOf(effect: Effect, input: CutInput): number {
  const { left, currency, shippingLeft } = input;
  if (effect.kind === "free_shipping") return shippingLeft;
  if (effect.kind === "order_percentage") return share(total(left), effect.ppm, million);
  if (effect.kind === "order_amount") return Math.min(amountIn(effect.amounts, currency) ?? 0, total(left));
  return total(lineCuts(effect, input));
}

function lineCuts(effect: Exclude<Effect, { kind: "free_shipping" }>, input: CutInput): number[] {
  const { lines, left, currency, choose } = input;
  switch (effect.kind) {
    case "order_percentage":
      return spread(savingOf(effect, input), left);
    case "order_amount":
      return spread(savingOf(effect, input), left);
    case "line_percentage":
      return percentOf(effect.ppm, input, choose(effect.of));
    case "line_amount": {
      const each = amountIn(effect.amounts, currency) ?? 0;
      const cuts = zeros(lines.length);
      for (const i of choose(effect.of)) cuts[i] = Math.min(each * (lines[i]?.quantity ?? 0), left[i] ?? 0);
      return cuts;
    }
    case "tiered_spend": {
      const chosen = choose(effect.of);
      let worth = 0;
      for (const i of chosen) worth += (lines[i]?.unitPrice ?? 0) * (lines[i]?.quantity ?? 0);
      const steps = effect.tiers.map(({ from, ppm }) => ({ from: amountIn(from, currency), ppm }));
      return percentOf(stepOf(steps, worth), input, chosen);
    }
    case "tiered_quantity": {
      const chosen = choose(effect.of);
      let pieces = 0;
      for (const i of chosen) pieces += lines[i]?.quantity ?? 0;
      return percentOf(stepOf(effect.tiers, pieces), input, chosen);
    }
    case "buy_get": {
      const cuts = zeros(lines.length);
      for (const [i, pieces] of buyGetPieces(effect, lines, choose)) {
        cuts[i] = share(share(left[i] ?? 0, pieces, lines[i]?.quantity ?? 1), effect.ppm, million);
      }
      return cuts;
    }
    case "bundle": {
      const { pieces, times } = bundlePieces(effect, lines, choose);
      const worth = lines.map((line, i) => share(left[i] ?? 0, pieces[i] ?? 0, line.quantity));
      const price = times * (amountIn(effect.amounts, currency) ?? 0);
      return spread(Math.max(0, total(worth) - price), worth);
    }
  }
}

function percentOf(ppm: number, { lines, left }: CutInput, chosen: readonly number[]): number[] {
  const cuts = zeros(lines.length);
  if (ppm > 0) for (const i of chosen) cuts[i] = share(left[i] ?? 0, ppm, million);
  return cuts;
}

/** The percentage of the highest step reached; 0 below the first. */
function stepOf(
  steps: readonly { readonly from: number | undefined; readonly ppm: number }[],
  reached: number,
): number {
  let best: { from: number; ppm: number } | undefined;
  for (const { from, ppm } of steps) {
    if (from === undefined || from > reached) continue;
    if (best === undefined || from > best.from || (from === best.from && ppm > best.ppm)) best = { from, ppm };
  }
  return best?.ppm ?? 0;
}

function spread(amount: number, weights: readonly number[]): number[] {
  return amount === 0 ? zeros(weights.length) : split(amount, weights);
}

function zeros(count: number): number[] {
  const list: number[] = [];
  for (let i = 0; i < count; i++) list.push(0);
  return list;
}

function total(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
