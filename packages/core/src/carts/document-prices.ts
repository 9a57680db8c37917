import { MoneyError } from "../kernel/money.ts";
import { taxRateFromPercent } from "../kernel/rate.ts";
import { choosePrice, type ListPriceEntry, type ListRule, maxPrice, type PriceQuestion } from "../pricing/index.ts";
import type { PriceStep } from "../pricing/schemas.ts";
import { amountOf } from "../tax/index.ts";
import type { CartDocument } from "./document-schemas.ts";

type Line = CartDocument["lines"][number] & { readonly id: string };

export interface DocumentPrice {
  readonly line: string;
  readonly amount: number;
  /** Which price list won, and the others; empty for a document without price lists. */
  readonly trace: readonly PriceStep[];
}

const market = {
  id: "mkt_document",
  fxMarginPpm: 0,
  priceRounding: { kind: "none" },
} as const satisfies Partial<PriceQuestion["market"]>;

/** What a piece of each line costs with the document's price lists, in the basis in which the line says its price. */
export function pricesOf(document: CartDocument, lines: readonly Line[], at: Date): DocumentPrice[] {
  const { currency, taxIncluded, channel, customer } = document;
  const lists = document.priceLists.map((list, i): ListRule => ({
    id: `pls_${String(i).padStart(4, "0")}`,
    name: list.name,
    priority: list.priority,
    marketIds: [],
    channels: list.channels,
    customerGroups: list.customerGroups,
    customerIds: [],
    companyIds: [],
    startsAt: list.startsAt === null ? null : new Date(list.startsAt),
    endsAt: list.endsAt === null ? null : new Date(list.endsAt),
    adjustments: list.changes.map(({ from, percent }) => ({ minQuantity: from, changePpm: changeOf(percent) })),
    rounding: list.rounding,
    showBefore: false,
  }));
  const listPrices = document.priceLists.flatMap(({ prices }, i) =>
    prices.map(({ line, from, price }): ListPriceEntry => ({
      listId: lists[i]?.id ?? "",
      variantId: line,
      currency,
      minQuantity: from,
      amount: inRange(amountOf(price, currency).amount),
      compareAt: null,
      taxIncluded: null,
    })),
  );
  const known = new Set(lines.map(({ id }) => id));
  for (const { variantId } of listPrices) {
    if (!known.has(variantId)) throw new MoneyError(`a price list names the line “${variantId}”, which is not there`);
  }
  return lines.map((line) => {
    const own = amountOf(line.unitPrice, currency).amount;
    // What is given back has the price at which it was sold.
    if (lists.length === 0 || own < 0) return { line: line.id, amount: own, trace: [] };
    const entry = { variantId: line.id, marketId: null, currency, compareAt: null, startsAt: null, endsAt: null };
    const decision = choosePrice({
      prices: [{ ...entry, amount: own, taxIncluded: null }],
      lists,
      listPrices: listPrices.filter(({ variantId }) => variantId === line.id),
      excluded: false,
      buyer: { groups: customer.groups, customerId: null, companyId: null, channel },
      quantity: line.quantity,
      market: { ...market, currency, taxDisplay: (line.taxIncluded ?? taxIncluded) ? "inclusive" : "exclusive" },
      shopCurrency: currency,
      shopPricesIncludeTax: taxIncluded,
      conversion: undefined,
      at,
      highest: maxPrice,
    });
    if (decision.kind !== "price") throw new MoneyError(`the line “${line.id}” has no price: ${decision.reason}`);
    return { line: line.id, amount: decision.amount.amount, trace: decision.trace };
  });
}

function inRange(amount: number): number {
  if (amount < 0 || amount > maxPrice) throw new MoneyError("a list's price lies between 0 and 1 000 000 000 000");
  return amount;
}

function changeOf(percent: string): number {
  const size: number = taxRateFromPercent(percent.replace("-", ""));
  const change = percent.startsWith("-") ? -size : size;
  if (change < -1_000_000) throw new MoneyError(`${percent} % is less than free`);
  return change;
}
