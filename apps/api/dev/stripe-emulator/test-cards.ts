// The test cards and `pm_card_…` methods of docs.stripe.com/testing that the emulator knows.

export interface Decline {
  code: string;
  declineCode: string;
  message: string;
}

/** What a payment method does when it is charged. */
export type Behaviour =
  | { kind: "succeed" }
  | { kind: "decline"; decline: Decline }
  | { kind: "authenticate"; afterwards: Decline | null }
  | { kind: "redirect" }
  | { kind: "voucher" }
  | { kind: "transfer" }
  | { kind: "delayed"; fails: boolean };

export interface TestCard {
  number: string;
  methods: string[];
  brand: "amex" | "mastercard" | "visa";
  country: string;
  behaviour: Behaviour;
  /** How refunds of this card go: at once, or pending until settled. */
  refunds?: "pending";
}

export const DECLINES = {
  generic: decline("card_declined", "generic_decline", "Your card was declined."),
  insufficientFunds: decline("card_declined", "insufficient_funds", "Your card has insufficient funds."),
  lost: decline("card_declined", "lost_card", "Your card was declined."),
  stolen: decline("card_declined", "stolen_card", "Your card was declined."),
  fraudulent: decline("card_declined", "fraudulent", "Your card was declined."),
  velocity: decline(
    "card_declined",
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
  ),
  expired: decline("expired_card", "expired_card", "Your card has expired."),
  incorrectCvc: decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
  processing: decline(
    "processing_error",
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
  ),
  authenticationRequired: decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
  ),
  liveCard: decline(
    "card_declined",
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
  ),
} as const;

export const TEST_CARDS: TestCard[] = [
  good("4242424242424242", ["pm_card_visa", "pm_card_us"]),
  good("4000056655665556", ["pm_card_visa_debit"]),
  good("5555555555554444", ["pm_card_mastercard"], "mastercard"),
  good("378282246310005", ["pm_card_amex"], "amex"),
  good("4000000000000077", ["pm_card_bypassPending"]),
  good("4000002760000016", ["pm_card_de"], "visa", "DE"),
  good("4000002500000003", ["pm_card_fr"], "visa", "FR"),
  good("4000008260000000", ["pm_card_gb"], "visa", "GB"),
  good("4000003920000003", ["pm_card_jp"], "visa", "JP"),
  { ...good("4000000000007726", ["pm_card_pendingRefund"]), refunds: "pending" },
  bad("4000000000000002", DECLINES.generic, "pm_card_chargeDeclined", "pm_card_visa_chargeDeclined"),
  bad(
    "4000000000009995",
    DECLINES.insufficientFunds,
    "pm_card_chargeDeclinedInsufficientFunds",
    "pm_card_visa_chargeDeclinedInsufficientFunds",
  ),
  bad("4000000000009987", DECLINES.lost, "pm_card_chargeDeclinedLostCard", "pm_card_visa_chargeDeclinedLostCard"),
  bad("4000000000009979", DECLINES.stolen, "pm_card_chargeDeclinedStolenCard", "pm_card_visa_chargeDeclinedStolenCard"),
  bad("4000000000000069", DECLINES.expired, "pm_card_chargeDeclinedExpiredCard"),
  bad("4000000000000127", DECLINES.incorrectCvc, "pm_card_chargeDeclinedIncorrectCvc"),
  bad("4000000000000119", DECLINES.processing, "pm_card_chargeDeclinedProcessingError"),
  bad("4100000000000019", DECLINES.fraudulent, "pm_card_chargeDeclinedFraudulent"),
  bad(
    "4000000000006975",
    DECLINES.velocity,
    "pm_card_chargeDeclinedVelocityLimitExceeded",
    "pm_card_visa_chargeDeclinedVelocityLimitExceeded",
  ),
  challenged("4000002500003155", null, "pm_card_authenticationRequiredOnSetup"),
  challenged("4000002760003184", null, "pm_card_authenticationRequired"),
  challenged("4000000000003220", null, "pm_card_threeDSecure2Required"),
  challenged("4000000000003063", null, "pm_card_threeDSecureRequired"),
  challenged("4000008400001629", DECLINES.generic, "pm_card_threeDSecureRequiredChargeDeclined"),
  challenged(
    "4000008260003178",
    DECLINES.insufficientFunds,
    "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
  ),
];

const BY_NUMBER = new Map(TEST_CARDS.map((card) => [card.number, card]));
const BY_METHOD = new Map(TEST_CARDS.flatMap((card) => card.methods.map((method) => [method, card] as const)));

export function cardByMethod(method: string): TestCard | undefined {
  return BY_METHOD.get(method);
}

/** A real-looking number that is no test card is declined, as Stripe does in test mode. */
export function cardByNumber(number: string): TestCard {
  return BY_NUMBER.get(number) ?? bad(number, DECLINES.liveCard);
}

/** ISO/IEC 7812 check digit. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function decline(code: string, declineCode: string, message: string): Decline {
  return { code, declineCode, message };
}

function good(number: string, methods: string[], brand: TestCard["brand"] = "visa", country = "US"): TestCard {
  return { number, methods, brand, country, behaviour: { kind: "succeed" } };
}

function bad(number: string, reason: Decline, ...methods: string[]): TestCard {
  return { ...good(number, methods), behaviour: { kind: "decline", decline: reason } };
}

function challenged(number: string, afterwards: Decline | null, ...methods: string[]): TestCard {
  return { ...good(number, methods), behaviour: { kind: "authenticate", afterwards } };
}
