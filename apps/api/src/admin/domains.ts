import { addDomain, checkDomain, listDomains, removeDomain } from "@meridian/core/domains";
import { mutation, query, router } from "./surface.ts";

export const domainsRouter = router({
  add: mutation(addDomain),
  check: mutation(checkDomain),
  list: query(listDomains),
  remove: mutation(removeDomain),
});
