import { connectPayments, getPaymentAccount } from "@meridian/core/payments";
import { mutation, query, router } from "./surface.ts";

export const paymentsRouter = router({ connect: mutation(connectPayments), getAccount: query(getPaymentAccount) });
