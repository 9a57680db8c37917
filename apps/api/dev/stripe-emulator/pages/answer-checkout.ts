import { callFor } from "../accounts.ts";
import type { Call, Emulator } from "../emulator.ts";
import { StripeError } from "../errors.ts";
import { expireIfDue } from "../expire-sessions.ts";
import { attemptOf, paySession, successUrl } from "../pay-session.ts";
import { createCard, createSepaDebit, createWaiting } from "../payment-methods.ts";
import type { MethodRecord, SessionRecord } from "../records.ts";
import { seeOther } from "../reply.ts";
import type { Incoming, Reply } from "../reply.ts";
import { TEST_CARDS, cardByNumber } from "../test-cards.ts";
import { readForm } from "./checkout-form.ts";
import type { CardInput, DebitInput, LaterInput, Values } from "./checkout-form.ts";
import { checkoutPage, merchantOf } from "./checkout-page.ts";
import type { CheckoutView } from "./checkout-page.ts";
import { missingPage, noticePage } from "./notice-page.ts";
import { chooseLanguage, fill } from "./words.ts";
import type { Words } from "./words/shape.ts";

export function answerCheckout(emulator: Emulator, incoming: Incoming, id: string, verb: string): Reply {
  const found = emulator.store.find("session", id);
  if (!found) return missingPage(incoming);
  const call = callFor(emulator, found.owner);
  const record = found.value;
  expireIfDue(call, record);
  const view: CheckoutView = {
    account: call.account,
    record,
    language: chooseLanguage(record.session.locale, incoming.headers["accept-language"]),
    values: {},
    errors: {},
    problem: null,
  };
  if (record.session.status !== "open") return closedPage(view);
  if (incoming.method === "POST" && verb === "submit")
    return submit(call, view, Object.fromEntries(new URLSearchParams(incoming.body)));
  return checkoutPage({ ...view, ...prefill(call, record, new URLSearchParams(incoming.query)) });
}

/** The word for the failure of the last attempt. */
export function problemOf(code: string, declineCode: string | undefined): keyof Words {
  if (declineCode === "insufficient_funds") return "insufficientFunds";
  switch (code) {
    case "expired_card":
      return "expiredCard";
    case "incorrect_cvc":
      return "incorrectCvc";
    case "processing_error":
      return "processingError";
    case "payment_intent_authentication_failure":
      return "notAuthenticated";
    default:
      return "declined";
  }
}

function submit(call: Call, view: CheckoutView, values: Values): Reply {
  const { record } = view;
  const result = readForm(values, record.session.customer_email, new Date(call.emulator.now() * 1_000));
  const safe = { ...values, cvc: "" };
  if (!result.ok) return checkoutPage({ ...view, values: safe, errors: result.errors });
  try {
    const { intent } = paySession(call, record, methodOf(call, result.input), result.input);
    const { redirect_to_url: challenge, display_bank_transfer_instructions: transfer } = intent.next_action ?? {};
    return seeOther(challenge?.url ?? transfer?.hosted_instructions_url ?? successUrl(record));
  } catch (error) {
    if (!(error instanceof StripeError) || error.status !== 402) throw error;
    const problem = problemOf(error.body.code ?? "", error.body.decline_code);
    return checkoutPage({ ...view, values: { ...safe, number: "", expiry: "" }, problem });
  }
}

function methodOf(call: Call, input: CardInput | DebitInput | LaterInput): MethodRecord {
  if (input.method === "sepa_debit") return createSepaDebit(call, input.iban, input);
  if (input.method === "card") return createCard(call, cardByNumber(input.number), input, input);
  return createWaiting(call, input.method, input);
}

/** `?card=` fills in a test card, `?retry=1` tells why the last attempt failed. */
function prefill(call: Call, record: SessionRecord, query: URLSearchParams): Partial<CheckoutView> {
  const last = query.has("retry") ? attemptOf(call, record)?.intent.last_payment_error : null;
  if (last) return { problem: problemOf(last.code ?? "", last.decline_code) };
  const card = TEST_CARDS.find(({ number }) => number === query.get("card"));
  if (!card) return {};
  const year = new Date(call.emulator.now() * 1_000).getUTCFullYear() + 3;
  const number = card.number.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
  return {
    values: {
      method: "card",
      number,
      expiry: `12 / ${year % 100}`,
      cvc: "123",
      name: "Test Shopper",
      email: "shopper@example.com",
    },
  };
}

function closedPage({ record, account, language }: CheckoutView): Reply {
  const { words } = language;
  const merchant = merchantOf(record, account);
  const complete = record.session.status === "complete";
  const href = complete ? successUrl(record) : record.session.cancel_url;
  return noticePage({
    language,
    title: complete ? words.completeTitle : words.expiredTitle,
    text: complete ? words.completeText : words.expiredText,
    link: href === null ? null : { href, label: fill(complete ? words.goOn : words.back, { merchant }) },
  });
}
