/** Rounding of converted prices: to a step (0.05) or to an ending (.99). Own convention, as merchants price by hand. */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { type Money, money, moneyFromBigInt } from "../../kernel/money.ts";
import { roundToStep } from "../../kernel/rounding.ts";
import type { PriceRounding } from "../schemas.ts";

/** The price under the market's rule. What costs something never becomes free by it. */
export function roundPrice<C extends ActiveCurrencyCode>(price: Money<C>, rule: PriceRounding): Money<C> {
  if (rule.kind === "none" || price.amount === 0) return price;
  const [step, ending] = rule.kind === "step" ? [rule.step, 0] : [rule.of, rule.ending];
  const rounded = roundToStep(BigInt(price.amount - ending), BigInt(step), rule.mode) + BigInt(ending);
  return rounded > 0n ? moneyFromBigInt(rounded, price.currency) : money(ending > 0 ? ending : step, price.currency);
}
