/**
 * The price per unit of measure: Directive 98/6/EC art. 2(b), in Germany PAngV §§ 4 and 5: per kilogram, litre, metre,
 * square or cubic metre or piece, for loose goods per 100 g or 100 ml; of the price with its tax, rounded half-up to
 * the minor unit.
 */
import type { CurrencyCode } from "../../kernel/currency.ts";
import { type Money, multiplyRatio } from "../../kernel/money.ts";
import { ratio } from "../../kernel/ratio.ts";
import type { Measure, MeasurePrice } from "../schemas.ts";

type Big = Exclude<MeasurePrice["unit"], "g" | "ml">;

/** How many of the unit, in thousandths, make one of the unit that is shown. */
const units: Readonly<Record<Measure["unit"], readonly [Big, bigint]>> = {
  mg: ["kg", 1_000_000_000n],
  g: ["kg", 1_000_000n],
  kg: ["kg", 1_000n],
  ml: ["l", 1_000_000n],
  cl: ["l", 100_000n],
  l: ["l", 1_000n],
  mm: ["m", 1_000_000n],
  cm: ["m", 100_000n],
  m: ["m", 1_000n],
  m2: ["m2", 1_000n],
  m3: ["m3", 1_000n],
  piece: ["piece", 1_000n],
};

export function measurePrice<C extends CurrencyCode>(
  price: Money<C>,
  { amountMilli, unit, perHundred }: Measure,
): { price: Money<C>; quantity: MeasurePrice["quantity"]; unit: MeasurePrice["unit"] } {
  const [big, perBig] = units[unit];
  const small = perHundred && big === "kg" ? "g" : perHundred && big === "l" ? "ml" : undefined;
  const reference = small === undefined ? ratio(perBig, 1n) : ratio(perBig, 10n);
  const per = ratio(reference.num, reference.den * BigInt(amountMilli));
  return { price: multiplyRatio(price, per, "half-up"), quantity: small === undefined ? 1 : 100, unit: small ?? big };
}
