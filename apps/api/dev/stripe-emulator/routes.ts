import * as z from "zod";
import { accountObject } from "./accounts.ts";
import { applyBalance, applyParams } from "./apply-balance.ts";
import { captureIntent, captureParams } from "./capture-intent.ts";
import { getCharge } from "./charges.ts";
import { createIntent, createIntentParams } from "./create-intent.ts";
import { createSession, createSessionParams } from "./create-session.ts";
import { cashBalance, createCustomer, createCustomerParams, getCustomer } from "./customers.ts";
import type { Call } from "./emulator.ts";
import { noSuch } from "./errors.ts";
import { eventFilter } from "./events.ts";
import { createdParam, pageParams, paginate } from "./list.ts";
import { list, text } from "./params.ts";
import {
  cancelById,
  cancelParams,
  confirmById,
  confirmParams,
  getIntent,
  updateIntent,
  updateIntentParams,
} from "./payment-intents.ts";
import { getMethod } from "./payment-methods.ts";
import { createRefund, createRefundParams, getRefund, updateRefund, updateRefundParams } from "./refunds.ts";
import { route } from "./route.ts";
import type { Route } from "./route.ts";
import { expireSession, getSession, updateSession, updateSessionParams } from "./sessions.ts";
import {
  createEndpoint,
  createEndpointParams,
  deleteEndpoint,
  getEndpoint,
  updateEndpoint,
  updateEndpointParams,
} from "./webhook-endpoints.ts";

const none = z.strictObject({});
const page = z.strictObject(pageParams);
const dated = z.strictObject({ ...pageParams, ...createdParam });
const id = text(100).optional();

/** The part of the Stripe API that the emulator speaks. */
export const routes: Route[] = [
  route("GET /v1/account", none, accountObject),
  route("GET /v1/accounts/:id", none, (call, _, accountId) => {
    if (accountId !== call.account.id) throw noSuch("account", accountId, "account");
    return accountObject(call);
  }),

  route("POST /v1/checkout/sessions", createSessionParams, createSession),
  route(
    "GET /v1/checkout/sessions",
    dated.extend({ payment_intent: id, status: z.enum(["complete", "expired", "open"]).optional() }),
    (call, params) => {
      const all = call.emulator.store
        .list("session", call.owner)
        .map(({ session }) => getSession(call, session.id).session);
      const wanted = all.filter(
        (one) => same(one.payment_intent, params.payment_intent) && same(one.status, params.status),
      );
      return paginate(wanted, params, "/v1/checkout/sessions");
    },
  ),
  route("GET /v1/checkout/sessions/:id", none, (call, _, session) => getSession(call, session).session),
  route("POST /v1/checkout/sessions/:id", updateSessionParams, updateSession),
  route("POST /v1/checkout/sessions/:id/expire", none, expireSession),
  route("GET /v1/checkout/sessions/:id/line_items", page, (call, params, session) =>
    paginate(getSession(call, session).lines.toReversed(), params, `/v1/checkout/sessions/${session}/line_items`),
  ),

  route("POST /v1/payment_intents", createIntentParams, createIntent),
  route("GET /v1/payment_intents", dated, (call, params) =>
    paginate(
      call.emulator.store.list("intent", call.owner).map(({ intent }) => intent),
      params,
      "/v1/payment_intents",
    ),
  ),
  route(
    "GET /v1/payment_intents/:id",
    z.strictObject({ client_secret: id }),
    (call, _, intent) => getIntent(call, intent).intent,
  ),
  route("POST /v1/payment_intents/:id", updateIntentParams, updateIntent),
  route("POST /v1/payment_intents/:id/confirm", confirmParams, confirmById),
  route("POST /v1/payment_intents/:id/capture", captureParams, captureIntent),
  route("POST /v1/payment_intents/:id/cancel", cancelParams, cancelById),
  route("POST /v1/payment_intents/:id/apply_customer_balance", applyParams, applyBalance),
  route("POST /v1/customers", createCustomerParams, createCustomer),
  route("GET /v1/customers/:id", none, (call, _, customer) => getCustomer(call, customer).customer),
  route("GET /v1/customers/:id/cash_balance", none, (call, _, customer) => cashBalance(getCustomer(call, customer))),
  route("GET /v1/customers/:id/cash_balance_transactions", page, (call, params, customer) =>
    paginate(getCustomer(call, customer).transactions, params, `/v1/customers/${customer}/cash_balance_transactions`),
  ),
  route("GET /v1/payment_methods/:id", none, (call, _, method) => getMethod(call, method).method),

  route("GET /v1/charges", dated.extend({ payment_intent: id }), (call, params) => {
    const all = call.emulator.store.list("charge", call.owner);
    return paginate(
      all.filter((one) => same(one.payment_intent, params.payment_intent)),
      params,
      "/v1/charges",
    );
  }),
  route("GET /v1/charges/:id", none, (call, _, charge) => getCharge(call, charge)),

  route("POST /v1/refunds", createRefundParams, createRefund),
  route("GET /v1/refunds", dated.extend({ payment_intent: id, charge: id }), (call, params) => {
    const all = call.emulator.store.list("refund", call.owner);
    const wanted = all.filter(
      (one) => same(one.payment_intent, params.payment_intent) && same(one.charge, params.charge),
    );
    return paginate(wanted, params, "/v1/refunds");
  }),
  route("GET /v1/refunds/:id", none, (call, _, refund) => getRefund(call, refund)),
  route("POST /v1/refunds/:id", updateRefundParams, updateRefund),

  route(
    "GET /v1/events",
    dated.extend({ type: text(100).optional(), types: list(text(100)).optional() }),
    (call, params) =>
      paginate(call.emulator.store.list("event", call.owner).filter(eventFilter(params)), params, "/v1/events"),
  ),
  route("GET /v1/events/:id", none, getEvent),

  route("POST /v1/webhook_endpoints", createEndpointParams, createEndpoint),
  route("GET /v1/webhook_endpoints", page, (call, params) =>
    paginate(
      call.emulator.store.list("endpoint", call.owner).map(({ endpoint }) => endpoint),
      params,
      "/v1/webhook_endpoints",
    ),
  ),
  route("GET /v1/webhook_endpoints/:id", none, (call, _, endpoint) => getEndpoint(call, endpoint).endpoint),
  route("POST /v1/webhook_endpoints/:id", updateEndpointParams, updateEndpoint),
  route("DELETE /v1/webhook_endpoints/:id", none, deleteEndpoint),
];

function getEvent(call: Call, _params: object, eventId: string): object {
  const event = call.emulator.store.get("event", call.owner, eventId);
  if (!event) throw noSuch("event", eventId);
  return event;
}

function same(value: string | null, wanted: string | undefined): boolean {
  return wanted === undefined || value === wanted;
}
