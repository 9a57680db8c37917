import { component } from "./component.ts";
import { comesLate } from "./later.ts";
import type { Mine } from "./parts/mine.ts";

/**
 * `<meridian-account>`: logging in, opening an account, a new password; then orders, addresses, details and data of
 * whoever is logged in. Links that are mailed lead back to the page it is on. The shop tells `meridian:account-changed`
 * (an `Account` or null).
 */
export const defineAccount = component<Mine>(
  "meridian-account",
  [],
  comesLate(() => import("./parts/account.ts")),
);
