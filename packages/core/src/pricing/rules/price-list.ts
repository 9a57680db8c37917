/**
 * Which price list holds. Own convention: a list applies to a buyer by name, by the company that is bought for, by one
 * of the buyer's groups, or to everybody; in the markets and channels that it names, or in all; while its window is
 * open; and where it has a price for the variant, fixed in the market's currency or as a percentage, that the quantity
 * reaches. Of several the highest priority wins; of equal ones the closer to the buyer (customer, company, group,
 * everybody), then the one that names the market, then the one whose window began last, then the newest.
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
  readonly companyIds: readonly string[];
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly adjustments: readonly { readonly minQuantity: number; readonly changePpm: number }[];
  readonly rounding: PriceRounding;
  readonly showBefore: boolean;
}

/** Who asks for a price. Nobody in particular has no group, no id and no company. */
export interface Buyer {
  readonly groups: readonly string[];
  readonly customerId: string | null;
  /** The company that is bought for. */
  readonly companyId: string | null;
  readonly channel: string;
}

export const anybody: Buyer = { groups: [], customerId: null, companyId: null, channel: "web" };

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

/** Why a list is the buyer's, the closest first. */
export type ListAudience = "customer" | "company" | "group" | "everybody";

interface Judged {
  readonly list: ListRule;
  /** Null where the list is for others. */
  readonly audience: ListAudience | null;
}
export type ListVerdict = Judged &
  (
    | { readonly outcome: "applies"; readonly offer: ListOffer }
    | {
        readonly outcome: "absent" | "not_yet" | "over" | "not_for_buyer" | "other_channel" | "quantity_too_low";
      }
  );

/** Every list of the market with what speaks for or against it, the winner first of those that apply. */
export function judgeLists(question: ListQuestion): ListVerdict[] {
  return question.lists
    .filter((list) => list.marketIds.length === 0 || list.marketIds.includes(question.marketId))
    .toSorted((a, b) => before(a, b, question.buyer))
    .map((list) => judge(list, question));
}

function judge(list: ListRule, question: ListQuestion): ListVerdict {
  const { buyer, at } = question;
  const audience = audienceOf(list, buyer);
  const judged = { list, audience };
  if (audience === null) return { ...judged, outcome: "not_for_buyer" };
  if (list.channels.length > 0 && !list.channels.includes(buyer.channel))
    return { ...judged, outcome: "other_channel" };
  if (!within({ from: list.startsAt, until: list.endsAt }, at)) {
    return { ...judged, outcome: list.startsAt !== null && at < list.startsAt ? "not_yet" : "over" };
  }
  const fixed = question.listPrices.filter((price) => price.listId === list.id && price.currency === question.currency);
  const price = reached(fixed, question.quantity);
  if (price !== undefined)
    return { ...judged, outcome: "applies", offer: { kind: "fixed", minQuantity: price.minQuantity, price } };
  const adjustment = reached(list.adjustments, question.quantity);
  if (adjustment !== undefined) return { ...judged, outcome: "applies", offer: { kind: "percentage", ...adjustment } };
  return { ...judged, outcome: fixed.length + list.adjustments.length === 0 ? "absent" : "quantity_too_low" };
}

/** The highest break that the quantity reaches. */
function reached<B extends { readonly minQuantity: number }>(breaks: readonly B[], quantity: number): B | undefined {
  return breaks.filter((one) => one.minQuantity <= quantity).toSorted((a, b) => b.minQuantity - a.minQuantity)[0];
}

function audienceOf(list: ListRule, buyer: Buyer): ListAudience | null {
  if (buyer.customerId !== null && list.customerIds.includes(buyer.customerId)) return "customer";
  if (buyer.companyId !== null && list.companyIds.includes(buyer.companyId)) return "company";
  if (list.customerGroups.some((group) => buyer.groups.includes(group))) return "group";
  return isForEverybody(list) ? "everybody" : null;
}

/** Whether a list names no buyers. */
export function isForEverybody(list: Pick<ListRule, "customerIds" | "companyIds" | "customerGroups">): boolean {
  return list.customerIds.length + list.companyIds.length + list.customerGroups.length === 0;
}

const closestFirst: readonly (ListAudience | null)[] = ["customer", "company", "group", "everybody", null];
const distance = (list: ListRule, buyer: Buyer): number => closestFirst.indexOf(audienceOf(list, buyer));

function before(a: ListRule, b: ListRule, buyer: Buyer): number {
  return (
    b.priority - a.priority ||
    distance(a, buyer) - distance(b, buyer) ||
    Number(b.marketIds.length > 0) - Number(a.marketIds.length > 0) ||
    (b.startsAt?.getTime() ?? 0) - (a.startsAt?.getTime() ?? 0) ||
    (a.id < b.id ? 1 : -1)
  );
}
