/**
 * Which price list holds. Own convention: a list applies to a buyer by name, by one of the buyer's groups, or to
 * everybody; in the markets and channels that it names, or in all; while its window is open; and where it has a
 * price for the variant, fixed in the market's currency or as a percentage, that the quantity reaches. Of several
 * the highest priority wins; of equal ones the closer to the buyer (customer, group, everybody), then the one that
 * names the market, then the one whose window began last, then the newest.
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { within } from "../../kernel/time.ts";
import type { PriceRounding } from "../schemas.ts";

/** Amounts in minor units. */
export interface ListPriceEntry {
  readonly listId: string;
  readonly variantId: string;
  readonly currency: ActiveCurrencyCode;
  readonly minQuantity: number;
  readonly amount: number;
  readonly compareAt: number | null;
  readonly taxIncluded: boolean | null;
}

export interface ListRule {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly marketIds: readonly string[];
  readonly channels: readonly string[];
  readonly customerGroups: readonly string[];
  readonly customerIds: readonly string[];
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly adjustments: readonly { readonly minQuantity: number; readonly changePpm: number }[];
  readonly rounding: PriceRounding;
  readonly showBefore: boolean;
}

/** Who asks for a price. Nobody in particular has no group and no id. */
export interface Buyer {
  readonly groups: readonly string[];
  readonly customerId: string | null;
  readonly channel: string;
}

export const anybody: Buyer = { groups: [], customerId: null, channel: "web" };

export interface ListQuestion {
  readonly lists: readonly ListRule[];
  /** The lists' fixed prices of one variant. */
  readonly listPrices: readonly ListPriceEntry[];
  readonly marketId: string;
  readonly currency: ActiveCurrencyCode;
  readonly buyer: Buyer;
  readonly quantity: number;
  readonly at: Date;
}

export type ListOffer =
  | { readonly kind: "fixed"; readonly minQuantity: number; readonly price: ListPriceEntry }
  | { readonly kind: "percentage"; readonly minQuantity: number; readonly changePpm: number };

export type ListVerdict =
  | { readonly list: ListRule; readonly outcome: "applies"; readonly offer: ListOffer }
  | {
      readonly list: ListRule;
      readonly outcome: "absent" | "not_yet" | "over" | "not_for_buyer" | "other_channel" | "quantity_too_low";
    };

/** Every list of the market with what speaks for or against it, the winner first of those that apply. */
export function judgeLists(question: ListQuestion): ListVerdict[] {
  return question.lists
    .filter((list) => list.marketIds.length === 0 || list.marketIds.includes(question.marketId))
    .toSorted((a, b) => before(a, b, question.buyer))
    .map((list) => judge(list, question));
}

function judge(list: ListRule, question: ListQuestion): ListVerdict {
  const { buyer, at } = question;
  if (closeness(list, buyer) === 0) return { list, outcome: "not_for_buyer" };
  if (list.channels.length > 0 && !list.channels.includes(buyer.channel)) return { list, outcome: "other_channel" };
  if (!within({ from: list.startsAt, until: list.endsAt }, at)) {
    return { list, outcome: list.startsAt !== null && at < list.startsAt ? "not_yet" : "over" };
  }
  const fixed = question.listPrices.filter((price) => price.listId === list.id && price.currency === question.currency);
  const price = reached(fixed, question.quantity);
  if (price !== undefined)
    return { list, outcome: "applies", offer: { kind: "fixed", minQuantity: price.minQuantity, price } };
  const adjustment = reached(list.adjustments, question.quantity);
  if (adjustment !== undefined) return { list, outcome: "applies", offer: { kind: "percentage", ...adjustment } };
  return { list, outcome: fixed.length + list.adjustments.length === 0 ? "absent" : "quantity_too_low" };
}

/** The highest break that the quantity reaches. */
function reached<B extends { readonly minQuantity: number }>(breaks: readonly B[], quantity: number): B | undefined {
  return breaks.filter((one) => one.minQuantity <= quantity).toSorted((a, b) => b.minQuantity - a.minQuantity)[0];
}

/** 3 by name, 2 by group, 1 for everybody, 0 not at all. */
function closeness(list: ListRule, buyer: Buyer): 0 | 1 | 2 | 3 {
  if (buyer.customerId !== null && list.customerIds.includes(buyer.customerId)) return 3;
  if (list.customerGroups.some((group) => buyer.groups.includes(group))) return 2;
  return list.customerIds.length + list.customerGroups.length === 0 ? 1 : 0;
}

function before(a: ListRule, b: ListRule, buyer: Buyer): number {
  return (
    b.priority - a.priority ||
    closeness(b, buyer) - closeness(a, buyer) ||
    Number(b.marketIds.length > 0) - Number(a.marketIds.length > 0) ||
    (b.startsAt?.getTime() ?? 0) - (a.startsAt?.getTime() ?? 0) ||
    (a.id < b.id ? 1 : -1)
  );
}
