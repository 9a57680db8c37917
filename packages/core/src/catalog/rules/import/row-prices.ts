import { readPrice } from "./cells.ts";
import type { IssueCode } from "./issue-codes.ts";
import type { RowPrice } from "./shape.ts";

/** A cell that holds an amount; its currency may stand in another column of the line. */
export interface AmountCell {
  readonly header: string;
  readonly cell: string;
  readonly currency: string | undefined;
  readonly market: string | null;
  /** Whether it is the price to compare with. */
  readonly compare: boolean;
}

export interface PricesOfRow {
  readonly amounts: readonly AmountCell[];
  /** Of amounts whose column names none. */
  readonly currency: string;
  /** Per cent off every price. */
  readonly discount: { readonly header: string; readonly cell: string } | undefined;
}

type Refuse = (header: string, code: IssueCode, cell: string) => void;

/** The prices of a line, each with the one to compare it with. */
export function rowPrices({ amounts, currency: fallback, discount }: PricesOfRow, refuse: Refuse): RowPrice[] {
  const compared = new Map<string, number>();
  const found: RowPrice[] = [];
  for (const { header, cell, currency = fallback, market, compare } of amounts) {
    const read = readPrice(cell, currency);
    if (!read.ok) refuse(header, read.code, cell);
    else if (compare) compared.set(`${market ?? ""} ${currency}`, read.value);
    else found.push({ market, currency, amount: read.value, compareAt: null, column: header });
  }
  const prices = found.map((price) => ({
    ...price,
    compareAt: compared.get(`${price.market ?? ""} ${price.currency}`) ?? null,
  }));
  return discount === undefined ? prices : reduced(prices, discount, refuse);
}

/** Half-up to the minor unit; a percentage has at most four decimals, so that integers suffice. */
function reduced(
  prices: readonly RowPrice[],
  { header, cell }: { header: string; cell: string },
  refuse: Refuse,
): RowPrice[] {
  const parts = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(cell);
  if (parts === null) {
    refuse(header, "not_a_percentage", cell);
    return [...prices];
  }
  const kept = 1_000_000n - BigInt(`${parts[1] ?? "0"}${(parts[2] ?? "").padEnd(4, "0")}`);
  return prices.map((price) => {
    const amount = Number((BigInt(price.amount) * kept * 2n + 1_000_000n) / 2_000_000n);
    return amount < price.amount ? { ...price, amount, compareAt: price.amount } : price;
  });
}
