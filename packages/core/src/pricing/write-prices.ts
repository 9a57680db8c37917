import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { deletePrices, upsertPrices } from "./queries.ts";
import type { PriceEntry } from "./rules/choose-price.ts";

/** A price to be written. `marketId` null is the base price; `amount` null takes the price away. Minor units. */
export interface NewPrice {
  readonly variantId: string;
  readonly marketId: string | null;
  readonly currency: ActiveCurrencyCode;
  readonly amount: number | null;
  readonly compareAt?: number | null;
  /** Left out or null: in its own currency as the market shows prices, converted as the shop's setting says. */
  readonly taxIncluded?: boolean | null;
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
}

/** Writes prices in the caller's transaction, in few statements; of several for one place the last one counts. */
export async function writePrices(ctx: Pick<TenantTxCtx, "db" | "now">, prices: readonly NewPrice[]): Promise<void> {
  const last = new Map(prices.map((price) => [placeOf(price), price]));
  const kept: PriceEntry[] = [];
  const removed: PriceEntry[] = [];
  for (const price of last.values()) (price.amount === null ? removed : kept).push(toEntry(price));
  await deletePrices(ctx.db, removed);
  await upsertPrices(ctx.db, kept, ctx.now());
}

function placeOf(price: NewPrice): string {
  return [price.variantId, price.marketId ?? "", price.currency, price.startsAt?.getTime() ?? ""].join(" ");
}

function toEntry(price: NewPrice): PriceEntry {
  const amount = price.amount ?? 0;
  const compareAt = price.compareAt ?? null;
  return {
    variantId: price.variantId,
    marketId: price.marketId,
    currency: price.currency,
    amount,
    compareAt: compareAt !== null && compareAt > amount ? compareAt : null,
    taxIncluded: price.taxIncluded ?? null,
    startsAt: price.startsAt ?? null,
    endsAt: price.endsAt ?? null,
  };
}
