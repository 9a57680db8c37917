/**
 * From net to gross and back, for one price. Together they keep a merchant's net when a price meets another
 * country's tax: net = price / (1 + its rate), new price = net × (1 + the destination's rate).
 */
import type { CurrencyCode } from "../../kernel/currency.ts";
import { type Money, multiplyRatio } from "../../kernel/money.ts";
import { invertRatio, ratio, type Ratio } from "../../kernel/ratio.ts";
import type { Rounding } from "../../kernel/rounding.ts";
import type { AppliedTax } from "../schemas.ts";
import { grossPerNet, times, total } from "./exact.ts";

type Taxes = readonly Pick<AppliedTax, "ratePpm" | "compound" | "part">[];

/** `net` with its taxes on it. */
export function grossOf<C extends CurrencyCode>(net: Money<C>, taxes: Taxes, mode: Rounding): Money<C> {
  return multiplyRatio(
    net,
    weighed(taxes, (part) => grossPerNet(part)),
    mode,
  );
}

/** `gross` without the taxes that it contains. */
export function netOf<C extends CurrencyCode>(gross: Money<C>, taxes: Taxes, mode: Rounding): Money<C> {
  return multiplyRatio(
    gross,
    weighed(taxes, (part) => invertRatio(grossPerNet(part))),
    mode,
  );
}

/**
 * A listed price that contains `from`, at the same net with `to` in it instead: net = round(price / (1 + from)),
 * price = round(net × (1 + to)); the net itself where no tax applies.
 */
export function repriced<C extends CurrencyCode>(price: Money<C>, from: Taxes, to: Taxes, mode: Rounding): Money<C> {
  return grossOf(netOf(price, from, mode), to, mode);
}

/** A price that is taxed in parts is divided by their weights, and each part meets its own taxes. */
function weighed(taxes: Taxes, factorOf: (taxes: Taxes) => Ratio): Ratio {
  const groups = [...Map.groupBy(taxes, ({ part }) => part?.of ?? 0).values()];
  if (groups.length < 2) return factorOf(taxes);
  const weights = groups.map(([first]) => first?.part?.weight ?? 0);
  // Parts of goods that all cost nothing count alike.
  const counted = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const sum = counted.reduce((all, weight) => all + weight, 0);
  return total(groups.map((group, i) => times(ratio(BigInt(counted[i] ?? 0), BigInt(sum)), factorOf(group))));
}
