import { eraseCustomer, exportCustomer } from "@meridian/core/privacy";
import { mutation, query, router } from "./surface.ts";

export const privacyRouter = router({ eraseCustomer: mutation(eraseCustomer), exportCustomer: query(exportCustomer) });
