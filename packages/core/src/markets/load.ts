import { notFound } from "../kernel/errors.ts";
import type { Db, Tx } from "../platform/db.ts";
import { type Part, readPart, together } from "../platform/parts.ts";
import { shopSettings, shopSettingsPart } from "../tenants/index.ts";
import * as stored from "./queries.ts";
import { inherit } from "./rules.ts";
import type { Market } from "./schemas.ts";

/** Completes stored markets with what they take over from the shop; asked for only where one does. */
async function completed(db: Db<"tenant">, markets: readonly stored.StoredMarket[]): Promise<Market[]> {
  const inheriting = markets.some(
    ({ taxDisplayOverride, paymentMethodsOverride }) => taxDisplayOverride === null || paymentMethodsOverride === null,
  );
  const shop = inheriting ? await shopSettings(db) : { pricesIncludeTax: true, paymentMethods: null };
  return markets.map((market) => inherit(market, shop));
}

/** The market with this id, open or not, as a part of a larger read. */
export function marketPart(id: Parameters<typeof stored.marketPart>[0]): Part<Market> {
  return together({ market: stored.marketPart(id), shop: shopSettingsPart() }, ({ market, shop }) => {
    if (market === undefined) throw notFound("market");
    return inherit(market, shop);
  });
}

/** All markets, the oldest first: it is the one that a visitor gets where nothing else decides. */
export function selectMarkets(db: Db<"tenant">, status?: Market["status"]): Promise<Market[]> {
  return readPart(db, marketsPart(status));
}

/** The same, to be read with others. */
export function marketsPart(status?: Market["status"]): Part<Market[]> {
  const parts = { markets: stored.marketsPart(status), shop: shopSettingsPart() };
  return together(parts, ({ markets, shop }) => markets.map((market) => inherit(market, shop)));
}

export async function selectMarket(db: Db<"tenant">, id: string): Promise<Market | undefined> {
  const market = await stored.selectMarket(db, id);
  return market && (await completed(db, [market]))[0];
}

export async function selectMarketForUpdate(tx: Tx<"tenant">, id: string): Promise<Market | undefined> {
  const market = await stored.selectMarketForUpdate(tx, id);
  return market && (await completed(tx, [market]))[0];
}
