import {
  listShippingMethods,
  overrideShippingMethod,
  previewShipping,
  removeShippingMethod,
  setShippingMethod,
} from "@meridian/core/fulfilment";
import { cancelFulfilment, fulfilOrder, markDelivered, updateTracking } from "@meridian/core/orders";
import { mutation, query, router } from "./surface.ts";

export const fulfilmentRouter = router({
  cancelFulfilment: mutation(cancelFulfilment),
  fulfil: mutation(fulfilOrder),
  listShippingMethods: query(listShippingMethods),
  markDelivered: mutation(markDelivered),
  overrideShippingMethod: mutation(overrideShippingMethod),
  previewShipping: query(previewShipping),
  removeShippingMethod: mutation(removeShippingMethod),
  setShippingMethod: mutation(setShippingMethod),
  updateTracking: mutation(updateTracking),
});
