import { getCustomer, listCustomers } from "@meridian/core/customers";
import { query, router } from "./surface.ts";

export const customersRouter = router({ get: query(getCustomer), list: query(listCustomers) });
