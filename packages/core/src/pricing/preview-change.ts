import { type Market, allMarkets, updateMarket } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { read, type TenantTxCtx } from "../platform/verb.ts";
import { createPriceList } from "./create-price-list.ts";
import { ChangePreview, PreviewChange } from "./edit-schemas.ts";
import { buyersOf } from "./preview-buyers.ts";
import { pricesFor } from "./prices-for.ts";
import { selectPricedVariants } from "./queries.ts";
import type { Buyer } from "./rules/price-list.ts";
import type { PriceDecision } from "./schemas.ts";
import { setExchangeRate } from "./set-exchange-rate.ts";
import { setExclusions } from "./set-exclusions.ts";
import { setPrices } from "./set-prices.ts";
import { updatePriceList } from "./update-price-list.ts";

/** So many prices are looked at; a shop with more gets the least that would change. */
const mostPrices = 10_000;
const samples = 20;

/**
 * What a change would do to the prices that shoppers see. The change is really made, by the verb that would make it,
 * in a transaction that is then undone: so the preview is what saving does, refusals included.
 */
export const previewChange = read(
  "pricing.preview_change",
  { access: { staff: "catalog.write" }, urgency: "extra", input: PreviewChange, output: ChangePreview },
  async (ctx: TenantCtx, change) => {
    const preview = await undone(ctx, async (tx) => {
      const markets = await allMarkets(tx.db);
      const { buyers, partial } = await buyersOf(tx, change);
      const most = Math.floor(mostPrices / Math.max(1, markets.length * buyers.length));
      const named = await variantsIn(tx, change, most + 1);
      const variantIds = named.slice(0, most);
      const before = await pricesIn(tx, markets, variantIds, buyers);
      await make(tx, change);
      const after = await pricesIn(tx, await allMarkets(tx.db), variantIds, buyers);
      return { ...compared(before, after), partial: partial || named.length > most };
    });
    return preview;
  },
);

class Undo extends Error {}

async function undone<T>(ctx: TenantCtx, work: (tx: TenantTxCtx) => Promise<T>): Promise<T> {
  const done: T[] = [];
  try {
    await transaction(ctx.db, async (db) => {
      done.push(await work({ ...ctx, db, emit: () => undefined }));
      throw new Undo("what was tried is undone");
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  const [value] = done;
  if (value === undefined) throw new Error("nothing was tried");
  return value;
}

async function variantsIn(ctx: TenantTxCtx, change: PreviewChange, most: number): Promise<string[]> {
  if (change.kind === "prices") return [...new Set(change.prices.map(({ variantId }) => variantId))];
  if (change.kind === "exclusions") return [...new Set(change.exclusions.map(({ variantId }) => variantId))];
  return selectPricedVariants(ctx.db, most);
}

/** The write verbs join the transaction that they are called in. */
async function make(ctx: TenantTxCtx, change: PreviewChange): Promise<void> {
  switch (change.kind) {
    case "prices":
      return void (await setPrices(ctx, change));
    case "exclusions":
      return void (await setExclusions(ctx, change));
    case "new_list":
      return void (await createPriceList(ctx, change.list));
    case "list":
      return void (await updatePriceList(ctx, change.list));
    case "rate":
      return void (await setExchangeRate(ctx, change.rate));
    case "market":
      return void (await updateMarket(ctx, change.market));
  }
}

type Decided = { readonly variantId: string; readonly marketId: Market["id"]; readonly decision: PriceDecision };

/** By variant and market, what each of the buyers pays. */
async function pricesIn(
  ctx: TenantTxCtx,
  markets: readonly Market[],
  variantIds: readonly string[],
  buyers: readonly Buyer[],
) {
  const wants = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const decided = new Map<string, Decided>();
  for (const market of markets) {
    for (const [nth, buyer] of buyers.entries()) {
      for (const [variantId, decision] of await pricesFor(ctx, market, wants, buyer, ctx.now())) {
        decided.set(`${variantId} ${market.id} ${nth}`, { variantId, marketId: market.id, decision });
      }
    }
  }
  return decided;
}

const amountOf = (one: Decided | undefined) => (one?.decision.kind === "price" ? one.decision.amount : null);
const shownOf = (one: Decided | undefined) =>
  one?.decision.kind === "price" ? JSON.stringify([one.decision.amount, one.decision.compareAt]) : "";

function compared(before: ReadonlyMap<string, Decided>, after: ReadonlyMap<string, Decided>) {
  // A price that changes for several buyers is one price.
  const changes = [...after].flatMap(([place, now]) => {
    const was = before.get(place);
    const { variantId, marketId } = now;
    if (shownOf(was) === shownOf(now)) return [];
    return [[`${variantId} ${marketId}`, { now, was: amountOf(was), is: amountOf(now) }] as const];
  });
  const changed = [...new Map(changes.toReversed()).values()].toReversed();
  return {
    markets: new Set(changed.map(({ now }) => now.marketId)).size,
    variants: new Set(changed.map(({ now }) => now.variantId)).size,
    prices: changed.length,
    appearing: changed.filter(({ was }) => was === null).length,
    vanishing: changed.filter(({ is }) => is === null).length,
    samples: changed.slice(0, samples).map(({ now, was, is }) => ({
      variantId: now.variantId as `var_${string}`,
      marketId: now.marketId,
      before: was,
      after: is,
    })),
  };
}
