import { connectPayments } from "./connect-payments.ts";

/** What a crash may leave started. */
export const flows = [connectPayments];
