import { listAwaited, readiness, stopWaiting } from "@meridian/core/checkout";
import { mutation, query, router } from "./surface.ts";

export const checkoutRouter = router({
  listAwaited: query(listAwaited),
  readiness: query(readiness),
  stopWaiting: mutation(stopWaiting),
});
