import { readiness } from "@meridian/core/checkout";
import { query, router } from "./surface.ts";

export const checkoutRouter = router({ readiness: query(readiness) });
