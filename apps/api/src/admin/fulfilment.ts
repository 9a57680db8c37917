import { listShippingMethods, removeShippingMethod, setShippingMethod } from "@meridian/core/fulfilment";
import { mutation, query, router } from "./surface.ts";

export const fulfilmentRouter = router({
  listShippingMethods: query(listShippingMethods),
  removeShippingMethod: mutation(removeShippingMethod),
  setShippingMethod: mutation(setShippingMethod),
});
