import type { Credit, Discount, Money } from "../../types.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";

/** What a cart and an order have in common. */
interface Sums {
  readonly totals: {
    readonly items: Money;
    readonly discount: Money;
    readonly shipping: Money | null;
    readonly tax: Money | null;
    readonly total: Money;
    readonly taxIncluded: boolean;
  };
  readonly taxLines: readonly { readonly name: string; readonly ratePpm: number | null; readonly tax: Money }[];
  readonly discounts: readonly Discount[];
  readonly credits: readonly Credit[];
  readonly paymentRounding: Money | null;
  readonly due: Money;
  readonly refunded?: Money;
}

/** Items, discounts, shipping, taxes and total, in the order in which they add up; then what pays it. */
export function totals(
  self: Self,
  { totals: sums, taxLines, discounts, credits, paymentRounding, due, refunded }: Sums,
): Child {
  const { say, money } = self;
  const percent = new Intl.NumberFormat(self.locale, { style: "percent", maximumFractionDigits: 3 });
  const row = (name: string, label: string, value: string): Child =>
    h(`div.${name}`, {}, h("dt", {}, label), h("dd", {}, value));
  const minus = ({ amount, currency }: Money): string => money({ amount: -amount, currency });
  // Where no tax applies there is a reason, but neither name nor amount.
  const taxRows = taxLines.map(({ name, ratePpm, tax }) => {
    if (!name) return null;
    const rate = ratePpm === null ? "" : percent.format(ratePpm / 1e6);
    return row("tax", say(sums.taxIncluded ? "rateIncluded" : "rateAdded", { name, rate }), money(tax));
  });
  const whole = row("total", say("total"), money(sums.total));
  const pays = credits.filter(({ applied }) => applied.amount > 0);
  return h(
    "dl.totals",
    {},
    row("sum", say("items"), money(sums.items)),
    discounts.map(({ name, code, amount }) => row("sum", name || (code ?? say("discount")), minus(amount))),
    discounts.length === 0 && sums.discount.amount > 0 && row("sum", say("discount"), minus(sums.discount)),
    row("sum", say("shipping"), sums.shipping ? money(sums.shipping) : say("later")),
    sums.taxIncluded ? [whole, taxRows] : [sums.tax ? taxRows : row("tax", say("tax"), say("later")), whole],
    pays.map(({ kind, last4, applied }) =>
      row("sum", kind === "gift_card" ? say("giftCardOf", { last4: last4 ?? "" }) : say("storeCredit"), minus(applied)),
    ),
    paymentRounding && row("sum", say("paymentRounding"), money(paymentRounding)),
    (paymentRounding || pays.length > 0) && row("total", say(refunded ? "paidSum" : "due"), money(due)),
    refunded && refunded.amount > 0 && row("sum", say("refundedSum"), money(refunded)),
  );
}
