import type { TenantCtx } from "../platform/context.ts";
import { accessWith } from "./access-with.ts";
import { createSession, expireSession, readSession } from "./adapters/stripe.ts";
import type { PaymentReport, SessionCreation, SessionRequest } from "./provider.ts";
import type { PaymentRow } from "./queries/payments.ts";

/** Opens the payment page. Asked again with the same request, it answers the same page. */
export async function openPage(ctx: TenantCtx, payment: PaymentRow, request: SessionRequest): Promise<SessionCreation> {
  return createSession(await accessWith(ctx, payment.accountId, payment.sealedKey), request);
}

/**
 * What became of a payment; with `close` nobody can pay it any more. A page whose id never reached us is found
 * by asking for it again; if it could not be opened, nothing was paid.
 */
export async function reportPayment(
  ctx: TenantCtx,
  payment: PaymentRow,
  request: SessionRequest,
  close: boolean,
): Promise<{ readonly report: PaymentReport; readonly sessionId: string } | { readonly refused: string }> {
  const access = await accessWith(ctx, payment.accountId, payment.sealedKey);
  const page: SessionCreation =
    payment.sessionId === null
      ? await createSession(access, request)
      : { kind: "created", sessionId: payment.sessionId, url: payment.sessionUrl ?? "" };
  if (page.kind === "refused") return { refused: page.code };
  const report = close ? await expireSession(access, page.sessionId) : await readSession(access, page.sessionId);
  return { report, sessionId: page.sessionId };
}
