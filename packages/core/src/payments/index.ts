export { fromStripeAmount, stripeDigits, toStripeAmount } from "./adapters/stripe-amounts.ts";
export { verifyEvent } from "./adapters/stripe.ts";
export { assertChargeable } from "./assert-chargeable.ts";
export { paymentRounding } from "./payment-rounding.ts";
export { openPage, reportPayment } from "./ask-provider.ts";
export { connectPayments } from "./connect-payments.ts";
export { getPaymentAccount } from "./get-payment-account.ts";
export { type AnsweredRefund, askRefund, callRefund, moneyOf, planRefund, recordRefund } from "./make-refund.ts";
export type { PaymentReport, RefundReport, SessionCreation, SessionRequest } from "./provider.ts";
export { connectedAccountId, connectedAccountPart } from "./queries/accounts.ts";
export {
  capturePayment,
  changePayment,
  insertPayment,
  nextPaymentCheck,
  paymentBy,
  paymentPart,
  type PaymentRow,
  paymentsToCheck,
  setCheckAt,
} from "./queries/payments.ts";
export { countAwaitedPayments, listAwaitedPayments } from "./queries/awaited.ts";
export { countFailedRefunds, listFailedPayments } from "./queries/failures.ts";
export { refundById, refundsOf } from "./queries/refunds.ts";
export { refundsBetween } from "./queries/refunds-between.ts";
export { returnSurplus } from "./return-surplus.ts";
export { receiveEvent } from "./receive-event.ts";
export { showPayment } from "./show-payment.ts";
