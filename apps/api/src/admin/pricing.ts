import {
  explainPrice,
  importEcbRates,
  listExchangeRates,
  listPrices,
  setExchangeRate,
  setPrices,
} from "@meridian/core/pricing";
import { mutation, query, router } from "./surface.ts";

export const pricingRouter = router({
  explainPrice: query(explainPrice),
  importEcbRates: mutation(importEcbRates),
  listExchangeRates: query(listExchangeRates),
  listPrices: query(listPrices),
  setExchangeRate: mutation(setExchangeRate),
  setPrices: mutation(setPrices),
});
