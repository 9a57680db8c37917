import { hash } from "node:crypto";
import type { z } from "zod";
import { askTaxes, holdCart, lockAnyCart, noteBuyer, quotePart } from "../carts/index.ts";
import { reserve } from "../inventory/index.ts";
import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { money } from "../kernel/money.ts";
import { addSeconds } from "../kernel/time.ts";
import {
  assertChargeable,
  changePayment,
  connectedAccountPart,
  insertPayment,
  openPage,
  paymentBy,
  paymentPart,
  type SessionCreation,
  type SessionRequest,
} from "../payments/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Db, lastly } from "../platform/db.ts";
import { flow } from "../platform/flow.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import { readPart, together } from "../platform/parts.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { holdClaims, holdTaxation } from "./claims.ts";
import { giveBackStock } from "./give-back-stock.ts";
import {
  checkoutById,
  checkoutPart,
  type CheckoutRow,
  checkoutStanding,
  insertCheckout,
  liveCheckout,
  liveCheckoutPart,
  moveCheckout,
} from "./queries.ts";
import { isFinal, quoteText, returnUrl } from "./rules.ts";
import { PlaceCheckout, PlacedCheckout } from "./schemas.ts";
import { sessionRequest } from "./session-request.ts";
import { settlePayment } from "./settle-payment.ts";

/** Stripe keeps a page open for half an hour at least; the slack is for a start that a crash delayed. */
const pageSeconds = 33 * 60;
/** Longer than the page, so that whoever pays at the last moment still finds the goods. */
const reservationSeconds = 35 * 60;
/** A page that closes sooner is not given to a shopper any more. */
const leastSeconds = 60;
/** How often a quote is made anew where others take what it counts on in between. */
const mostTries = 3;

interface Intent {
  readonly checkoutId: Id<"chk">;
  readonly paymentId: Id<"pay">;
}

/** What opens the page of a checkout that was placed just now: nobody else knows of it, and it need not be read again. */
const fresh = new WeakMap<Intent, Parameters<typeof openPage>[1] & { readonly request: SessionRequest }>();

type Outcome = SessionCreation | { readonly kind: "as_it_is" };

/**
 * Turns a cart into a payment: checks that the total is the one the shopper saw, reserves the goods and opens the
 * payment page. A cart has one live checkout: placing it again, with any key, answers the same one, and a cart
 * that has changed replaces it once nobody can pay the old one.
 */
export const placeCheckout = flow<typeof PlaceCheckout, typeof PlacedCheckout, Intent, Outcome>(
  "checkout.place",
  {
    access: { shopper: true },
    urgency: "sale",
    input: PlaceCheckout,
    output: PlacedCheckout,
    audit: "shopper",
    leaves: ["reservations"],
  },
  {
    prepare: async (ctx, { cartId }) => {
      await askTaxes(ctx, cartId, true);
    },
    begin: async (ctx, input) => {
      const cart = await noteBuyer(ctx, await lockAnyCart(ctx.db, input.cartId));
      const parts = {
        live: liveCheckoutPart(cart.id),
        account: connectedAccountPart(),
        quote: quotePart(ctx, cart),
      };
      const { live, ...read } = await readPart(ctx.db, together(parts));
      if (live !== undefined && (cart.status === "closed" || live.state !== "payment_pending")) return intentOf(live);
      const id = newSecretId("chk");
      let quote = read.quote();
      for (let tries = 1; ; tries += 1) {
        assertExpected(quote, input);
        if (live !== undefined && stillHolds(live, hashOf(quote), ctx.now())) return intentOf(live);
        if (await holdTaxation(ctx, { id, cartId: cart.id, quote }, addSeconds(ctx.now(), reservationSeconds))) break;
        if (tries === mostTries) throw new DomainError("conflict", "checkout.total_changed", totalsOf(quote, input));
        // Others have taken what was left at home tax: with the destination's, the total may be another.
        quote = (await readPart(ctx.db, quotePart(ctx, cart)))();
      }
      const quoteHash = hashOf(quote);
      const due = money(quote.due.amount, quote.due.currency);
      const account = due.amount === 0 ? null : read.account;
      if (account === null && due.amount > 0) throw new DomainError("precondition", "payments.not_connected");
      assertChargeable(due);
      const checkout = {
        id,
        cartId: input.cartId,
        paymentId: newId("pay"),
        due,
        quote,
        quoteHash,
        subjectId: input.subjectId,
        supersedes: live?.id ?? null,
        successUrl: input.successUrl,
        cancelUrl: input.cancelUrl,
        expiresAt: addSeconds(ctx.now(), pageSeconds),
      };
      if (live !== undefined) await replace(ctx, live);
      await start(ctx, checkout, account?.accountId ?? null);
      const intent = intentOf(checkout);
      if (account !== null && live === undefined) fresh.set(intent, { ...account, request: sessionRequest(checkout) });
      return intent;
    },
    call: async (ctx, intent) => {
      const begun = fresh.get(intent);
      if (begun !== undefined) return openPage(ctx, begun, begun.request);
      const { checkoutId, paymentId } = intent;
      const parts = { placed: checkoutPart(checkoutId), payment: paymentPart("id", paymentId) };
      const { placed, payment } = await readPart(ctx.db, together(parts));
      if (placed === undefined || payment === undefined) throw notFound("payment");
      const checkout = await closeOld(ctx, placed);
      if (payment.provider === "none") await settlePayment(ctx, payment.id);
      if (payment.provider === "none" || payment.sessionUrl !== null || checkout.state !== "payment_pending") {
        return { kind: "as_it_is" };
      }
      return openPage(ctx, payment, sessionRequest(checkout));
    },
    finish: async (ctx, { checkoutId, paymentId }, outcome) => {
      if (outcome.kind === "refused") await fail(ctx, checkoutId, paymentId, outcome.code);
      if (outcome.kind !== "created") return answer(ctx, checkoutId, null);
      const { sessionId, url: sessionUrl } = outcome;
      return answer(ctx, checkoutId, await changePayment(ctx.db, paymentId, { sessionId, sessionUrl }, ctx.now()));
    },
  },
);

const intentOf = ({ id, paymentId }: Pick<CheckoutRow, "id" | "paymentId">): Intent => ({ checkoutId: id, paymentId });

type Quote = CheckoutRow["quote"];
type Asked = z.output<typeof PlaceCheckout>;

const hashOf = (quote: Quote): string => hash("sha256", quoteText(quote), "hex");

const totalsOf = ({ totals: { total } }: Quote, { expectedTotal: expected }: Asked) => {
  return { expected, actual: money(total.amount, total.currency) };
};

/** Only what the shopper saw is charged. */
function assertExpected(quote: Quote, input: Asked): void {
  const { expected, actual } = totalsOf(quote, input);
  if (actual.amount !== expected.amount || actual.currency !== expected.currency) {
    throw new DomainError("conflict", "checkout.total_changed", { expected, actual });
  }
  const due = money(quote.due.amount, quote.due.currency);
  if (input.expectedDue !== null && input.expectedDue.amount !== due.amount) {
    throw new DomainError("conflict", "checkout.total_changed", { expected: input.expectedDue, actual: due });
  }
}

function stillHolds({ expiresAt, quoteHash }: CheckoutRow, hash: string, now: Date): boolean {
  return expiresAt > addSeconds(now, leastSeconds) && quoteHash === hash;
}

/** Sees to it that nobody can pay the checkout that this one replaces; if somebody has, this one is not needed. */
async function closeOld(ctx: TenantCtx, checkout: CheckoutRow): Promise<CheckoutRow> {
  if (checkout.supersedes === null) return checkout;
  const old = await checkoutOf(ctx.db, checkout.supersedes);
  await settlePayment(ctx, old.paymentId, { close: true });
  return checkoutOf(ctx.db, checkout.id);
}

async function checkoutOf(db: Db<"tenant">, id: string): Promise<CheckoutRow> {
  const checkout = await checkoutById(db, id);
  if (checkout === undefined) throw notFound("checkout");
  return checkout;
}

async function replace(ctx: TenantTxCtx, old: CheckoutRow): Promise<void> {
  await moveCheckout(ctx.db, old.id, { from: ["payment_pending"], to: "cancelled", reason: "replaced" }, ctx.now());
  await giveBackStock(ctx, old);
}

async function start(
  ctx: TenantTxCtx,
  checkout: Parameters<typeof insertCheckout>[1],
  accountId: string | null,
): Promise<void> {
  const now = ctx.now();
  const until = addSeconds(now, reservationSeconds);
  const demands = checkout.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const quantities = Object.fromEntries(demands.map(({ variantId, quantity }) => [variantId, quantity]));
  await holdClaims(ctx, checkout);
  await lastly(ctx.db, () => insertCheckout(ctx.db, checkout, now));
  await lastly(ctx.db, () => insertPayment(ctx.db, paymentOf(checkout, accountId), now));
  await lastly(ctx.db, () => holdCart(ctx.db, checkout.cartId, { until, quantities }));
  // The levels are hot rows: nothing is sent after this but what ends the transaction.
  await reserve(ctx.db, { ownerId: checkout.id, demands, until, now });
}

const paymentOf = (
  { paymentId, id, due, expiresAt }: Parameters<typeof insertCheckout>[1],
  accountId: string | null,
): Parameters<typeof insertPayment>[1] => ({
  id: paymentId,
  checkoutId: id,
  accountId,
  amount: due,
  checkAt: expiresAt,
});

async function fail(ctx: TenantTxCtx, checkoutId: string, paymentId: string, code: string): Promise<void> {
  const checkout = await checkoutOf(ctx.db, checkoutId);
  const change = { from: ["payment_pending"], to: "failed", reason: code } as const;
  if (!(await moveCheckout(ctx.db, checkoutId, change, ctx.now()))) return;
  await changePayment(ctx.db, paymentId, { state: "failed", declineCode: code, checkAt: null }, ctx.now());
  await giveBackStock(ctx, checkout);
}

/** Where the shopper goes now. A checkout that another one replaced or paid for leads to the shop's own page. */
async function answer(ctx: TenantTxCtx, checkoutId: string, pageUrl: string | null): Promise<PlacedCheckout> {
  const asked = await checkoutStanding(ctx.db, checkoutId);
  if (asked === undefined) throw notFound("checkout");
  const paidInstead = asked.state === "cancelled" ? await liveCheckout(ctx.db, asked.cartId) : undefined;
  const { id, state, reason, paymentId, successUrl } = paidInstead ?? asked;
  if (state === "payment_pending") {
    const redirectUrl = pageUrl ?? (await paymentBy(ctx.db, "id", paymentId))?.sessionUrl ?? null;
    return { checkoutId: id, state, reason, redirectUrl };
  }
  const done = isFinal(state) || state === "processing" || state === "refunding";
  return { checkoutId: id, state, reason, redirectUrl: done ? returnUrl(successUrl, id) : null };
}
