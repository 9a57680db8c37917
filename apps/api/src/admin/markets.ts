import { createMarket, getMarket, listMarkets, marketProvenance, updateMarket } from "@meridian/core/markets";
import { mutation, query, router } from "./surface.ts";

export const marketsRouter = router({
  create: mutation(createMarket),
  get: query(getMarket),
  list: query(listMarkets),
  provenance: query(marketProvenance),
  update: mutation(updateMarket),
});
