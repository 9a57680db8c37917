export { findOrCreateCustomer } from "./find-or-create-customer.ts";
export { getCustomer } from "./get-customer.ts";
export { listCustomers } from "./list-customers.ts";
