/**
 * From net to gross and back, for one price. Together they keep a merchant's net when a price meets another
 * country's tax: net = price / (1 + its rate), new price = net × (1 + the destination's rate).
 */
import type { CurrencyCode } from "../../kernel/currency.ts";
import { type Money, multiplyRatio } from "../../kernel/money.ts";
import { invertRatio } from "../../kernel/ratio.ts";
import type { Rounding } from "../../kernel/rounding.ts";
import type { AppliedTax } from "../schemas.ts";
import { grossPerNet } from "./exact.ts";

type Taxes = readonly Pick<AppliedTax, "ratePpm" | "compound">[];

/** `net` with its taxes on it. */
export function grossOf<C extends CurrencyCode>(net: Money<C>, taxes: Taxes, mode: Rounding): Money<C> {
  return multiplyRatio(net, grossPerNet(taxes), mode);
}

/** `gross` without the taxes that it contains. */
export function netOf<C extends CurrencyCode>(gross: Money<C>, taxes: Taxes, mode: Rounding): Money<C> {
  return multiplyRatio(gross, invertRatio(grossPerNet(taxes)), mode);
}

/**
 * A listed price that contains `from`, at the same net with `to` in it instead: net = round(price / (1 + from)),
 * price = round(net × (1 + to)); the net itself where no tax applies.
 */
export function repriced<C extends CurrencyCode>(price: Money<C>, from: Taxes, to: Taxes, mode: Rounding): Money<C> {
  return grossOf(netOf(price, from, mode), to, mode);
}
