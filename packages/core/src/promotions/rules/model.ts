/** What the rules of promotions read: a cart, who buys, and the promotions with the figures that limit them. */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Promotion, Refusal, Selection } from "../schemas.ts";

/** A line of a cart; `unitPrice` in minor units, as the market shows prices. */
export interface DiscountableLine {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  /** Those of the product and all above them. */
  readonly categoryIds: readonly string[];
  readonly unitPrice: number;
  readonly quantity: number;
}

export interface Situation {
  readonly at: Date;
  readonly currency: ActiveCurrencyCode;
  readonly marketId: string;
  readonly channel: string;
  readonly country: string;
  readonly groups: readonly string[];
  /** Orders before this one; null while nobody knows who buys. */
  readonly ordersBefore: number | null;
  readonly lines: readonly DiscountableLine[];
  /** What the chosen shipping costs; 0 while none is. */
  readonly shipping: number;
}

/** A promotion with what has been used of it. */
export interface ActivePromotion extends Pick<
  Promotion,
  | "id"
  | "name"
  | "trigger"
  | "active"
  | "startsAt"
  | "endsAt"
  | "conditions"
  | "effect"
  | "combinable"
  | "exclusionGroup"
  | "priority"
  | "perCustomer"
  | "maxUses"
  | "budget"
  | "uses"
> {
  readonly spentAmount: number;
  /** Uses by this customer; null while nobody knows who buys. */
  readonly usedByCustomer: number | null;
  /** The cart's code for it, with what is wrong with that code; null without one. */
  readonly code: { readonly code: string; readonly fault: Refusal | null } | null;
}

export function selects(selection: Selection, line: DiscountableLine): boolean {
  switch (selection.kind) {
    case "all":
      return true;
    case "products":
      return selection.ids.some((id) => id === line.productId);
    case "variants":
      return selection.ids.some((id) => id === line.variantId);
    case "categories":
      return selection.ids.some((id) => line.categoryIds.includes(id));
  }
}

/** The amount in the currency, or undefined where it is not named. */
export function amountIn(
  amounts: readonly { readonly amount: number; readonly currency: string }[],
  currency: string,
): number | undefined {
  return amounts.find((one) => one.currency === currency)?.amount;
}
