import { tryPromotions } from "@meridian/core/carts";
import {
  addCode,
  generateCodes,
  getPromotion,
  listCodes,
  listPromotions,
  removePromotion,
  setCodeActive,
  setPromotion,
} from "@meridian/core/promotions";
import { mutation, query, router } from "./surface.ts";

export const promotionsRouter = router({
  addCode: mutation(addCode),
  generateCodes: mutation(generateCodes),
  get: query(getPromotion),
  list: query(listPromotions),
  listCodes: query(listCodes),
  remove: mutation(removePromotion),
  set: mutation(setPromotion),
  setCodeActive: mutation(setCodeActive),
  // By POST: a hypothetical cart with a draft does not fit into an address.
  try: mutation(tryPromotions),
});
