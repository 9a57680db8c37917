import {
  getCustomer,
  listCustomers,
  listGroups,
  removeGroup,
  setGroup,
  updateCustomer,
} from "@meridian/core/customers";
import { mutation, query, router } from "./surface.ts";

export const customersRouter = router({
  get: query(getCustomer),
  list: query(listCustomers),
  listGroups: query(listGroups),
  removeGroup: mutation(removeGroup),
  setGroup: mutation(setGroup),
  update: mutation(updateCustomer),
});
