import { money } from "../kernel/money.ts";
import type { TenantCtx } from "../platform/context.ts";
import { accessWith } from "./access-with.ts";
import { createSession, expireSession, readSession } from "./adapters/stripe.ts";
import type { StripeAccess } from "./adapters/stripe-client.ts";
import { applyBalance, readBalance } from "./adapters/stripe-transfers.ts";
import type { PaymentReport, SessionCreation, SessionRequest } from "./provider.ts";
import type { PaymentRow } from "./queries/payments.ts";

/** Opens the payment page. Asked again with the same request, it answers the same page. */
export async function openPage(
  ctx: TenantCtx,
  payment: Pick<PaymentRow, "accountId" | "sealedKey">,
  request: SessionRequest,
): Promise<SessionCreation> {
  return createSession(await accessWith(ctx, payment.accountId, payment.sealedKey), request);
}

interface Asked {
  /** Nobody can pay the page any more. */
  readonly close: boolean;
  /** A transfer that has come as a whole pays. */
  readonly take: boolean;
}

/**
 * What became of a payment. A page whose id never reached us is found by asking for it again; if it could not be
 * opened, nothing was paid.
 */
export async function reportPayment(
  ctx: TenantCtx,
  payment: PaymentRow,
  request: SessionRequest,
  { close, take }: Asked,
): Promise<{ readonly report: PaymentReport; readonly sessionId: string } | { readonly refused: string }> {
  const access = await accessWith(ctx, payment.accountId, payment.sealedKey);
  const page: SessionCreation =
    payment.sessionId === null
      ? await createSession(access, request)
      : { kind: "created", sessionId: payment.sessionId, url: payment.sessionUrl ?? "" };
  if (page.kind === "refused") return { refused: page.code };
  const { sessionId } = page;
  const report = close ? await expireSession(access, sessionId) : await readSession(access, sessionId);
  return { report: await withBalance(access, sessionId, report, take), sessionId };
}

/** Counts what lies on the buyer's balance towards an awaited payment, and pays with it once it is enough. */
async function withBalance(
  access: StripeAccess,
  sessionId: string,
  report: PaymentReport,
  take: boolean,
): Promise<PaymentReport> {
  const { state, intentId, customerRef, instructions } = report;
  if (state !== "awaiting" || intentId === null || customerRef === null || instructions === null) return report;
  const { amount: lacking, currency } = instructions.remaining;
  const there = (await readBalance(access, customerRef, currency))?.amount ?? 0;
  if (take && there >= lacking) {
    await applyBalance(access, intentId);
    return readSession(access, sessionId);
  }
  return { ...report, instructions: { ...instructions, remaining: money(Math.max(0, lacking - there), currency) } };
}
