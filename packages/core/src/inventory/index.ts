export { adjustStock } from "./adjust-stock.ts";
export { commitReservation } from "./commit-reservation.ts";
export { listStock } from "./list-stock.ts";
export { type Availability, availability, mostOf } from "./queries/levels.ts";
export { releaseExpired } from "./release-expired.ts";
export { releaseReservation } from "./release-reservation.ts";
export { reserve } from "./reserve.ts";
export { restock } from "./restock.ts";
export { setCountedStock, setStockPolicies } from "./set-stock.ts";
