import { DomainError } from "../../kernel/errors.ts";
import { fallbackChain } from "../../kernel/locale.ts";
import type { Money } from "../../kernel/money.ts";
import type {
  AccountCheck,
  PaymentReport,
  ProviderEvent,
  RefundReport,
  SessionCreation,
  SessionRequest,
  WebhookRegistration,
} from "../provider.ts";
import { handledEvents } from "../rules.ts";
import type { PaymentMethod } from "../schemas.ts";
import { fromStripeAmount, toStripeAmount } from "./stripe-amounts.ts";
import { asking, clientFor, Stripe, type StripeAccess, unknownOutcome } from "./stripe-client.ts";
import { bankTransferFor, createPayer, instructionsOf, methodsFor } from "./stripe-transfers.ts";

export async function checkAccount(access: StripeAccess): Promise<AccountCheck> {
  return asking<AccountCheck, AccountCheck>(
    async () => {
      const account = await clientFor(access).accounts.retrieveCurrent();
      return { kind: "accepted", accountRef: account.id, livemode: /^[rs]k_live_/.test(access.key) };
    },
    (code) => ({ kind: "refused", code }),
  );
}

/** Registers our address for the account's events, in place of earlier ones; null where Stripe cannot reach it. */
export async function registerWebhook(access: StripeAccess, url: string, owner: string): Promise<WebhookRegistration> {
  const endpoints = clientFor(access).webhookEndpoints;
  return asking(
    async () => {
      const present = await endpoints.list({ limit: 100 });
      const outdated = present.data.filter((it) => it.url === url && it.metadata["meridian_account"] !== owner);
      for (const { id } of outdated) await endpoints.del(id);
      const made = await endpoints.create(
        { url, enabled_events: [...handledEvents], metadata: { meridian_account: owner } },
        { idempotencyKey: `webhook-${owner}` },
      );
      return made.secret === undefined ? null : { endpointId: made.id, secret: made.secret };
    },
    () => null,
  );
}

/** What Stripe's page is made in; it speaks no other language and then follows the browser. */
const pageLocales = new Set(
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(
    " ",
  ),
);

function pageLocale(locale: string): string {
  return fallbackChain(locale).find((form) => pageLocales.has(form)) ?? "auto";
}

function lineItems(request: SessionRequest): Stripe.Checkout.SessionCreateParams.LineItem[] {
  const item = (name: string, unit: Money, quantity: number) => ({
    quantity,
    price_data: {
      currency: unit.currency.toLowerCase(),
      unit_amount: toStripeAmount(unit) ?? Number.NaN,
      product_data: { name: name.slice(0, 250) },
    },
  });
  const items = request.items.map(({ name, unit, quantity }) => item(name, unit, quantity));
  const names = request.items.map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} × ${name}`)).join(", ");
  const exact = items.length <= 100 && items.every((it) => Number.isSafeInteger(it.price_data.unit_amount));
  // Pieces that cost what cannot be charged, in a sum that can, are one item.
  return exact ? items : [item(names, request.total, 1)];
}

/** What Stripe does not know it refuses by name. */
type AllowedMethod = Stripe.Checkout.SessionCreateParams.AllowedPaymentMethodType;

export async function createSession(access: StripeAccess, request: SessionRequest): Promise<SessionCreation> {
  const metadata = { checkout_id: request.checkoutId, payment_id: request.paymentId };
  return asking<SessionCreation, SessionCreation>(
    async () => {
      const methods = methodsFor(request);
      const transfer = bankTransferFor(request);
      const payer =
        transfer === null
          ? { customer_email: request.email }
          : {
              customer: await createPayer(access, request),
              payment_method_options: { customer_balance: transfer },
            };
      const session = await clientFor(access).checkout.sessions.create(
        {
          mode: "payment",
          line_items: lineItems(request),
          ...payer,
          client_reference_id: request.checkoutId,
          metadata,
          payment_intent_data: { metadata },
          adaptive_pricing: { enabled: false },
          locale: pageLocale(request.locale),
          ...(methods === null ? {} : { allowed_payment_method_types: methods as AllowedMethod[] }),
          expires_at: Math.floor(request.expiresAt.getTime() / 1000),
          success_url: request.successUrl,
          cancel_url: request.cancelUrl,
        },
        { idempotencyKey: request.paymentId },
      );
      if (session.url === null) throw new DomainError("internal", "payments.no_page");
      return { kind: "created", sessionId: session.id, url: session.url };
    },
    (code) => ({ kind: "refused", code }),
  );
}

const gone: PaymentReport = {
  state: "unpaid",
  reference: null,
  total: null,
  received: null,
  intentId: null,
  method: null,
  declineCode: null,
  instructions: null,
  customerRef: null,
};

/** What became of a session. One that the account does not know can never be paid. */
export async function readSession(access: StripeAccess, sessionId: string): Promise<PaymentReport> {
  return asking(
    async () => {
      const options = { expand: ["payment_intent.latest_charge"] };
      return reportOf(await clientFor(access).checkout.sessions.retrieve(sessionId, options));
    },
    (code) => {
      if (code !== "resource_missing") throw unknownOutcome(code);
      return gone;
    },
  );
}

/** Closes a session to payment; answers what became of it, for it may have been paid the moment before. */
export async function expireSession(access: StripeAccess, sessionId: string): Promise<PaymentReport> {
  await asking(
    () => clientFor(access).checkout.sessions.expire(sessionId),
    () => undefined,
  );
  return readSession(access, sessionId);
}

function reportOf(session: Stripe.Checkout.Session): PaymentReport {
  const currency = session.currency ?? "";
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const charge = intent !== null && typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  return {
    state: stateOf(session, intent),
    reference: session.client_reference_id,
    total: fromStripeAmount(session.amount_total ?? 0, currency) ?? null,
    received: intent === null ? null : (fromStripeAmount(intent.amount_received, intent.currency) ?? null),
    intentId: intent?.id ?? null,
    method: methodOf(charge),
    declineCode: intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? null,
    instructions: instructionsOf(intent),
    customerRef: typeof session.customer === "string" ? session.customer : null,
  };
}

function stateOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): PaymentReport["state"] {
  if (session.payment_status === "paid") return "paid";
  if (session.status === "open") return "open";
  if (session.status === "complete" && instructionsOf(intent) !== null) return "awaiting";
  return session.status === "complete" && intent?.status === "processing" ? "processing" : "unpaid";
}

function methodOf(charge: Stripe.Charge | null): PaymentMethod | null {
  const details = charge?.payment_method_details;
  if (details === null || details === undefined) return null;
  return { type: details.type, brand: details.card?.brand ?? null, last4: details.card?.last4 ?? null };
}

/** Refunds a part, or with `amount` null all that was received. */
export async function createRefund(
  access: StripeAccess,
  refund: { readonly refundId: string; readonly intentId: string; readonly amount: Money | null },
): Promise<RefundReport> {
  const amount = refund.amount === null ? undefined : toStripeAmount(refund.amount);
  if (refund.amount !== null && amount === undefined) return refusedRefund("amount_not_refundable");
  return asking(
    async () =>
      refundReport(
        await clientFor(access).refunds.create(
          {
            payment_intent: refund.intentId,
            ...(amount === undefined ? {} : { amount }),
            metadata: { refund_id: refund.refundId },
          },
          { idempotencyKey: refund.refundId },
        ),
      ),
    refusedRefund,
  );
}

export async function readRefund(access: StripeAccess, providerRef: string): Promise<RefundReport> {
  return asking(
    async () => refundReport(await clientFor(access).refunds.retrieve(providerRef)),
    (code) => {
      throw unknownOutcome(code);
    },
  );
}

const refusedRefund = (code: string): RefundReport => ({ state: "failed", providerRef: null, failureCode: code });

function refundReport(refund: Stripe.Refund): RefundReport {
  const failed = refund.status === "failed" || refund.status === "canceled";
  return {
    state: failed ? "failed" : refund.status === "succeeded" ? "succeeded" : "pending",
    providerRef: refund.id,
    failureCode: failed ? (refund.failure_reason ?? refund.status) : null,
  };
}

/** The event, if one of the secrets has signed it less than five minutes before `now`; else undefined. */
export function verifyEvent(
  payload: string,
  signature: string,
  secrets: readonly string[],
  now: Date,
): ProviderEvent | undefined {
  for (const secret of secrets) {
    try {
      return eventOf(Stripe.webhooks.constructEvent(payload, signature, secret, 300, undefined, now.getTime()));
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    }
  }
  return undefined;
}

function eventOf(event: Stripe.Event): ProviderEvent {
  const object: { id?: unknown; object?: unknown; payment_intent?: unknown; customer?: unknown } = event.data.object;
  const intent = object.payment_intent;
  const kind = String(object.object);
  const id = typeof object.id === "string" ? object.id : event.id;
  const intentId = kind === "payment_intent" ? id : typeof intent === "string" ? intent : null;
  const customerRef = typeof object.customer === "string" ? object.customer : null;
  const occurredAt = new Date(event.created * 1000);
  return { id: event.id, type: event.type, occurredAt, object: { id, kind, intentId, customerRef } };
}
