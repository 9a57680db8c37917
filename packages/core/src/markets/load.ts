import type { Db, Tx } from "../platform/db.ts";
import { shopSettings } from "../tenants/index.ts";
import * as stored from "./queries.ts";
import { inherit } from "./rules.ts";
import type { Market } from "./schemas.ts";

/** Completes stored markets with what they take over from the shop; asked for only where one does. */
async function completed(db: Db<"tenant">, markets: readonly stored.StoredMarket[]): Promise<Market[]> {
  const inheriting = markets.some((market) => market.taxDisplayOverride === null);
  const pricesIncludeTax = inheriting ? (await shopSettings(db)).pricesIncludeTax : true;
  return markets.map((market) => inherit(market, { pricesIncludeTax }));
}

/** All markets, the oldest first: it is the one that a visitor gets where nothing else decides. */
export async function selectMarkets(db: Db<"tenant">, status?: Market["status"]): Promise<Market[]> {
  return completed(db, await stored.selectMarkets(db, status));
}

export async function selectMarket(db: Db<"tenant">, id: string): Promise<Market | undefined> {
  const market = await stored.selectMarket(db, id);
  return market && (await completed(db, [market]))[0];
}

export async function selectMarketForUpdate(tx: Tx<"tenant">, id: string): Promise<Market | undefined> {
  const market = await stored.selectMarketForUpdate(tx, id);
  return market && (await completed(tx, [market]))[0];
}
