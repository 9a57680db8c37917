import { type Market, allMarkets, updateMarket } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { read, type TenantTxCtx } from "../platform/verb.ts";
import { createPriceList } from "./create-price-list.ts";
import { ChangePreview, PreviewChange } from "./edit-schemas.ts";
import { pricesForAnybody } from "./prices-for.ts";
import { selectPricedVariants } from "./queries.ts";
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
  { access: { staff: "catalog.write" }, input: PreviewChange, output: ChangePreview },
  async (ctx: TenantCtx, change) => {
    const preview = await undone(ctx, async (tx) => {
      const markets = await allMarkets(tx.db);
      const most = Math.floor(mostPrices / Math.max(1, markets.length));
      const named = await variantsIn(tx, change, most + 1);
      const variantIds = named.slice(0, most);
      const before = await pricesIn(tx, markets, variantIds);
      await make(tx, change);
      const after = await pricesIn(tx, await allMarkets(tx.db), variantIds);
      return { ...compared(before, after), partial: named.length > most };
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

async function pricesIn(ctx: TenantTxCtx, markets: readonly Market[], variantIds: readonly string[]) {
  const decided = new Map<string, Decided>();
  for (const market of markets) {
    for (const [variantId, decision] of await pricesForAnybody(ctx, market, variantIds, ctx.now())) {
      decided.set(`${variantId} ${market.id}`, { variantId, marketId: market.id, decision });
    }
  }
  return decided;
}

const amountOf = (one: Decided | undefined) => (one?.decision.kind === "price" ? one.decision.amount : null);
const shownOf = (one: Decided | undefined) =>
  one?.decision.kind === "price" ? JSON.stringify([one.decision.amount, one.decision.compareAt]) : "";

function compared(before: ReadonlyMap<string, Decided>, after: ReadonlyMap<string, Decided>) {
  const changed = [...after].flatMap(([place, now]) => {
    const was = before.get(place);
    return shownOf(was) === shownOf(now) ? [] : [{ now, was: amountOf(was), is: amountOf(now) }];
  });
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
