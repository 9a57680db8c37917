import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { type DatedPrice, deletePrices, selectPricesForUpdate, upsertPrices } from "./queries.ts";
import { priceRow } from "./queries/rows.ts";
import { keepVersions, type Version } from "./queries/versions.ts";
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

const variantsPerStatement = 1_000;

/**
 * Writes prices in the caller's transaction, in few statements; of several for one place the last one counts. What
 * is the same already is left alone, and what held before is kept, for the lowest price of the last 30 days.
 */
export async function writePrices(ctx: Pick<TenantTxCtx, "db" | "now">, prices: readonly NewPrice[]): Promise<void> {
  const last = new Map(prices.map((price) => [placeOf(price), price]));
  const now = ctx.now();
  const ids = [...new Set(prices.map((price) => price.variantId))].toSorted();
  const stored = new Map<string, DatedPrice>();
  for (let from = 0; from < ids.length; from += variantsPerStatement) {
    const rows = await selectPricesForUpdate(ctx.db, ids.slice(from, from + variantsPerStatement));
    for (const row of rows) stored.set(placeOf(row), row);
  }
  const kept: PriceEntry[] = [];
  const removed: PriceEntry[] = [];
  const versions: Version[] = [];
  for (const [place, price] of last) {
    const entry = toEntry(price);
    const was = stored.get(place);
    if (price.amount === null ? was === undefined : was !== undefined && same(was, entry)) continue;
    (price.amount === null ? removed : kept).push(entry);
    if (was !== undefined) versions.push({ ...versionOf(was), place });
  }
  await keepVersions(ctx.db, versions, now);
  await deletePrices(ctx.db, removed);
  try {
    await upsertPrices(ctx.db, kept, now);
  } catch (error) {
    if (violates(error, "prices_variant")) throw notFound("variant");
    throw error;
  }
}

function same(a: PriceEntry, b: PriceEntry): boolean {
  return (
    a.amount === b.amount &&
    a.compareAt === b.compareAt &&
    a.taxIncluded === b.taxIncluded &&
    a.endsAt?.getTime() === b.endsAt?.getTime()
  );
}

const versionOf = (price: DatedPrice): Omit<Version, "place"> => ({
  subject: price.variantId,
  kind: "price",
  from: price.updatedAt,
  content: priceRow(price),
});

function placeOf(price: Pick<NewPrice, "variantId" | "marketId" | "currency" | "startsAt">): string {
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
