export { eraseCustomer } from "./erase-customer.ts";
export { exportCustomer } from "./export-customer.ts";
export { exportMe } from "./export-me.ts";
export { forgetMe } from "./forget-me.ts";
