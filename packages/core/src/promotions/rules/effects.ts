/**
 * What an effect takes off the lines of a cart. All amounts are minor units as the market shows prices; an effect
 * works on what earlier promotions have left of a line and never takes more than that. Percentages are rounded half
 * up, once per line (per order for order effects) and order effects are spread by largest remainder.
 */
import type { Effect } from "../schemas.ts";
import { piecesOf, worthOf } from "./check.ts";
import { amountIn, type DiscountableLine, selects } from "./model.ts";
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
    ? { lines: input.lines.map(() => 0), shipping: input.shippingLeft }
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
  const { lines, left, currency } = input;
  switch (effect.kind) {
    case "order_percentage":
      return spread(savingOf(effect, input), left);
    case "order_amount":
      return spread(savingOf(effect, input), left);
    case "line_percentage":
      return percentOf(effect.ppm, input, (line) => selects(effect.of, line));
    case "line_amount": {
      const each = amountIn(effect.amounts, currency) ?? 0;
      return lines.map((line, i) => (selects(effect.of, line) ? Math.min(each * line.quantity, left[i] ?? 0) : 0));
    }
    case "tiered_spend": {
      const worth = worthOf(lines.filter((line) => selects(effect.of, line)));
      const steps = effect.tiers.map(({ from, ppm }) => ({ from: amountIn(from, currency), ppm }));
      return percentOf(stepOf(steps, worth), input, (line) => selects(effect.of, line));
    }
    case "tiered_quantity": {
      const pieces = piecesOf(lines.filter((line) => selects(effect.of, line)));
      return percentOf(stepOf(effect.tiers, pieces), input, (line) => selects(effect.of, line));
    }
    case "buy_get": {
      const got = buyGetPieces(effect, lines);
      return lines.map((line, i) => {
        const pieces = got[i] ?? 0;
        return pieces === 0 ? 0 : share(share(left[i] ?? 0, pieces, line.quantity), effect.ppm, million);
      });
    }
    case "bundle": {
      const { pieces, times } = bundlePieces(effect, lines);
      const worth = lines.map((line, i) => share(left[i] ?? 0, pieces[i] ?? 0, line.quantity));
      const price = times * (amountIn(effect.amounts, currency) ?? 0);
      return spread(Math.max(0, total(worth) - price), worth);
    }
  }
}

function percentOf(ppm: number, { lines, left }: CutInput, chosen: (line: DiscountableLine) => boolean): number[] {
  return lines.map((line, i) => (ppm > 0 && chosen(line) ? share(left[i] ?? 0, ppm, million) : 0));
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
  return amount === 0 ? weights.map(() => 0) : split(amount, weights);
}

function total(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
