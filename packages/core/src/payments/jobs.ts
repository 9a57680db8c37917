import { connectPayments } from "./connect-payments.ts";
import { sendSurplusBack } from "./return-surplus.ts";

/** What a crash may leave started. */
export const flows = [connectPayments, sendSurplusBack];
