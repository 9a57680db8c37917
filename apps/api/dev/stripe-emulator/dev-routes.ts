import * as z from "zod";
import { receiveTransfer, stillMissing } from "./bank-transfers.ts";
import { accountIdOf, callFor, openAccount, ownerOf } from "./accounts.ts";
import { finishAuthentication } from "./confirm-intent.ts";
import { putAside } from "./copies.ts";
import type { Emulator } from "./emulator.ts";
import { transact } from "./emulator.ts";
import { StripeError, invalidRequest, noSuch } from "./errors.ts";
import { expireIfDue } from "./expire-sessions.ts";
import { faultSchema } from "./faults.ts";
import { ledgerOf } from "./ledger.ts";
import { attemptOf, paySession, successUrl } from "./pay-session.ts";
import { createCard, createSepaDebit, createWaiting } from "./payment-methods.ts";
import { settleRefund } from "./refunds.ts";
import { json } from "./reply.ts";
import type { Incoming, Reply } from "./reply.ts";
import type { SessionRecord } from "./records.ts";
import { settleDelayed } from "./settle-intent.ts";
import { cardByNumber } from "./test-cards.ts";

const outcomeSchema = z.strictObject({ outcome: z.enum(["failed", "succeeded"]).default("succeeded") });

/** Minor units; left out, all that is still missing. */
const transferSchema = z.strictObject({ amount: z.int().positive().optional() });

const paySchema = z.strictObject({
  card: z
    .string()
    .regex(/^\d{12,19}$/)
    .default("4242424242424242"),
  /** Pays by debit instead of by card. */
  iban: z.string().min(15).max(34).optional(),
  /** Chooses a way of paying that brings the money later. */
  later: z.enum(["customer_balance", "konbini"]).optional(),
  email: z.string().max(512).default("shopper@example.com"),
  name: z.string().max(200).default("Test Shopper"),
});

const accountSchema = z.strictObject({ account: z.string().regex(/^(?:sk|rk)_test_\w+$/), name: z.string().max(200) });

/** Tools for tests and for the developer: no part of Stripe's API. JSON in, JSON out. */
export function answerDev(emulator: Emulator, incoming: Incoming): Reply {
  try {
    return transact(emulator, () => answer(emulator, incoming));
  } catch (error) {
    if (error instanceof StripeError) return json(error.status, { error: error.body });
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return json(400, { error: { message: error.message } });
    throw error;
  }
}

function answer(emulator: Emulator, { method, path, query, body }: Incoming): Reply {
  const [, , tool = "", id = "", verb = ""] = path.split("/");
  const input: unknown = body === "" ? {} : JSON.parse(body);
  switch (`${method} ${[tool, id && ":id", verb].filter(Boolean).join("/")}`) {
    case "GET ledger":
      return json(200, ledgerOf(emulator.store, ownerFrom(query)));
    case "GET events":
      return json(200, { data: emulator.store.list("event", ownerFrom(query)) });
    case "GET deliveries":
      return json(200, { data: emulator.store.list("delivery", ownerFrom(query)) });
    case "POST hurry":
      return json(200, { open: emulator.deliverer.hurry() });
    case "POST accounts":
      return nameAccount(emulator, accountSchema.parse(input));
    case "GET faults":
      return json(200, { data: emulator.faults.armed });
    case "POST faults":
      emulator.faults.arm(faultSchema.parse(input));
      return json(200, { data: emulator.faults.armed });
    case "DELETE faults":
      emulator.faults.clear();
      return json(200, { data: [] });
    case "POST pay/:id":
      return pay(emulator, id, paySchema.parse(input));
    case "POST transfer/:id":
      return transfer(emulator, id, transferSchema.parse(input).amount);
    case "POST copies/:id":
      if (!putAside(emulator, id)) throw noSuch("payment_intent", id);
      return json(200, { payment_intent: id });
    case "POST settle/:id":
      return settle(emulator, id, outcomeSchema.parse(input).outcome);
    case "POST refunds/:id/settle":
      return settleRefundById(emulator, id, outcomeSchema.parse(input).outcome);
    case "POST events/:id/resend":
      return resend(emulator, id);
    default:
      return json(404, { error: { message: `No such tool: ${method} ${path}` } });
  }
}

/** `?account=sk_test_…` or an account's id, and for a connected one also `&connected=acct_…`. */
function ownerFrom(query: string): string {
  const params = new URLSearchParams(query);
  const account = params.get("account") ?? "";
  const connected = params.get("connected");
  if (account === "") throw invalidRequest("Which account? Add ?account=sk_test_…", { param: "account" });
  if (account.startsWith("acct_")) return connected === null ? account : `${account}/${connected}`;
  return ownerOf(account, connected);
}

function nameAccount(emulator: Emulator, { account: apiKey, name }: z.output<typeof accountSchema>): Reply {
  const { account } = openAccount(emulator, { apiKey, connected: null });
  const owner = accountIdOf(apiKey);
  emulator.store.put("account", owner, owner, { ...account, name });
  return json(200, { id: owner, name });
}

function pay(emulator: Emulator, sessionId: string, input: z.output<typeof paySchema>): Reply {
  const { owner, record } = sessionById(emulator, sessionId);
  const call = callFor(emulator, owner);
  expireIfDue(call, record);
  if (record.session.status !== "open") {
    const message = `This Checkout Session is ${record.session.status}.`;
    return json(409, {
      error: { type: "invalid_request_error", code: "session_not_open", message },
      session: record.session,
    });
  }
  const year = new Date(emulator.now() * 1_000).getUTCFullYear() + 3;
  const method =
    input.later !== undefined
      ? createWaiting(call, input.later, input)
      : input.iban === undefined
        ? createCard(call, cardByNumber(input.card), { month: 12, year }, input)
        : createSepaDebit(call, input.iban, input);
  const { intent } = paySession(call, record, method, input);
  return json(200, {
    session: record.session,
    payment_intent: intent,
    next_action: intent.next_action,
    redirect: record.session.status === "open" ? null : successUrl(record),
  });
}

/** The bank's word on a delayed payment, by Checkout Session or PaymentIntent; also passes or fails a pending challenge. */
function settle(emulator: Emulator, id: string, outcome: "failed" | "succeeded"): Reply {
  const { call, attempt, session } = attemptBy(emulator, id);
  if (attempt.intent.status === "requires_action") finishAuthentication(call, attempt, outcome === "succeeded");
  else settleDelayed(call, attempt, outcome);
  return json(200, { payment_intent: attempt.intent, session });
}

/** Money arrives from the shopper's bank, for a Checkout Session or PaymentIntent. */
function transfer(emulator: Emulator, id: string, amount: number | undefined): Reply {
  const { call, attempt, session } = attemptBy(emulator, id);
  const { intent } = attempt;
  const isAwaited = intent.next_action?.display_bank_transfer_instructions !== undefined;
  receiveTransfer(call, attempt, amount ?? (isAwaited ? stillMissing(call, intent) : intent.amount));
  return json(200, { payment_intent: attempt.intent, session });
}

function attemptBy(emulator: Emulator, id: string) {
  const session = emulator.store.find("session", id);
  const owner = session?.owner ?? emulator.store.find("intent", id)?.owner;
  if (owner === undefined) throw noSuch("session or payment_intent", id);
  const call = callFor(emulator, owner);
  const attempt = session ? attemptOf(call, session.value) : emulator.store.get("intent", owner, id);
  if (!attempt) throw invalidRequest("Nobody has tried to pay this Checkout Session.");
  return { call, attempt, session: session?.value.session ?? null };
}

function settleRefundById(emulator: Emulator, id: string, outcome: "failed" | "succeeded"): Reply {
  const found = emulator.store.find("refund", id);
  if (!found) throw noSuch("refund", id);
  settleRefund(callFor(emulator, found.owner), found.value, outcome);
  return json(200, found.value);
}

function resend(emulator: Emulator, id: string): Reply {
  const found = emulator.store.find("event", id);
  if (!found) throw noSuch("event", id);
  const sent = emulator.store.all("delivery").filter(({ value }) => value.event === id);
  for (const { owner, value } of sent) {
    emulator.deliverer.enqueue({ event: id, eventOwner: found.owner, endpoint: value.endpoint, endpointOwner: owner });
  }
  return json(200, { event: id, deliveries: sent.length });
}

function sessionById(emulator: Emulator, id: string): { owner: string; record: SessionRecord } {
  const found = emulator.store.find("session", id);
  if (!found) throw noSuch("checkout.session", id, "session");
  return { owner: found.owner, record: found.value };
}
