/** Many prices at once. Own convention: the change first, rounded half-up to the minor unit, then the rounding rule. */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { type Money, money, MoneyError, multiplyRatio } from "../../kernel/money.ts";
import { ratio } from "../../kernel/ratio.ts";
import type { EditedPrice, PriceEdit } from "../schemas.ts";
import { roundPrice } from "./round-price.ts";

type Price = Money<ActiveCurrencyCode>;

/** What becomes of one price; `amount` and `compareAt` in minor units of the edit's currency, none above `highest`. */
export function editPrice(
  price: { readonly amount: number; readonly compareAt: number | null } | undefined,
  edit: PriceEdit,
  highest: number,
): Omit<EditedPrice, "variantId"> {
  if (price === undefined) return { before: null, after: null, compareAt: null, outcome: "no_price" };
  const before = money(price.amount, edit.currency);
  const after = changed(before, edit, highest);
  const old = price.compareAt === null ? null : money(price.compareAt, edit.currency);
  if (after === undefined) return { before, after: null, compareAt: old, outcome: "out_of_range" };
  const wanted = edit.compareAt === "none" ? null : edit.compareAt === "keep" ? old : before;
  const compareAt = wanted !== null && wanted.amount > after.amount ? wanted : null;
  const same = after.amount === before.amount && compareAt?.amount === old?.amount;
  return { before, after, compareAt, outcome: same ? "same" : "changed" };
}

function changed(before: Price, { change, rounding }: PriceEdit, highest: number): Price | undefined {
  try {
    const exact =
      change.kind === "amount"
        ? money(before.amount + change.amount, before.currency)
        : multiplyRatio(before, ratio(BigInt(change.changePpm) + 1_000_000n, 1_000_000n), "half-up");
    if (exact.amount < 0) return undefined;
    const rounded = roundPrice(exact, rounding);
    return rounded.amount <= highest ? rounded : undefined;
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}
