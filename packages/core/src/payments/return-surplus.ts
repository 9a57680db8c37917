import { z } from "zod";
import { DomainError } from "../kernel/errors.ts";
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import type { TenantCtx } from "../platform/context.ts";
import { flow } from "../platform/flow.ts";
import { id } from "../wire.ts";
import { accessWith } from "./access-with.ts";
import { readSurplus, refundSurplus } from "./adapters/stripe-transfers.ts";
import type { RefundReport } from "./provider.ts";
import { type PaymentRow, paymentBy } from "./queries/payments.ts";

const Sending = z.object({ paymentId: id("pay"), amount: z.int(), currency: z.string(), ref: z.string() });
const Sent = z.object({ refundRef: z.string().nullable(), failureCode: z.string().nullable() });

/** Sends back what a buyer transferred beyond what was asked for: once for each movement that left such money. */
export const sendSurplusBack = flow<typeof Sending, typeof Sent, z.output<typeof Sending>, RefundReport>(
  "payments.send_surplus_back",
  {
    access: { service: true },
    input: Sending,
    output: Sent,
    audit: ({ paymentId, amount, currency }, sent) => ({ subject: paymentId, details: { amount, currency, ...sent } }),
    leaves: ["outbox"],
  },
  {
    begin: (_ctx, input) => Promise.resolve(input),
    call: async (ctx, { paymentId, amount, currency, ref }) => {
      const payment = await paymentBy(ctx.db, "id", paymentId);
      if (payment === undefined || payment.customerRef === null)
        throw new DomainError("internal", "payments.no_account");
      const access = await accessWith(ctx, payment.accountId, payment.sealedKey);
      return refundSurplus(access, payment.customerRef, { amount, currency: currency as ActiveCurrencyCode, ref });
    },
    finish: (ctx, { paymentId, amount, currency }, { state, providerRef, failureCode }) => {
      if (state !== "failed")
        ctx.emit({ type: "payment.surplus_returned", aggregateId: paymentId, payload: { amount, currency } });
      return Promise.resolve({ refundRef: providerRef, failureCode });
    },
  },
);

/**
 * Looks whether more has come than a payment needs, and sends it back. For payments by transfer that are decided:
 * while one is awaited, what has come counts towards it.
 */
export async function returnSurplus(ctx: TenantCtx, payment: PaymentRow): Promise<void> {
  const { id: paymentId, customerRef, accountId, sealedKey, amount } = payment;
  if (customerRef === null) return;
  const surplus = await readSurplus(await accessWith(ctx, accountId, sealedKey), customerRef, amount.currency);
  if (surplus === null) return;
  const { ref } = surplus;
  try {
    await sendSurplusBack(
      { ...ctx, idempotencyKey: `surplus-${ref}` },
      { paymentId, amount: surplus.amount.amount, currency: surplus.amount.currency, ref },
    );
  } catch (error) {
    // Somebody else is sending it.
    if (!(error instanceof DomainError) || error.code !== "idempotency.in_progress") throw error;
  }
}
