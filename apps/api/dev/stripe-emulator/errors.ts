/** The `error` object of Stripe's envelope, as the stripe library reads it. */
export interface ErrorBody {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  advice_code?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
  doc_url?: string;
}

export class StripeError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.name = "StripeError";
    this.status = status;
    this.body = body.code
      ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll("_", "-")}` }
      : body;
  }
}

export function invalidRequest(message: string, more: { code?: string; param?: string } = {}) {
  return new StripeError(400, { type: "invalid_request_error", message, ...more });
}

export function unauthorized(message: string, code?: string) {
  return new StripeError(401, { type: "invalid_request_error", message, ...(code ? { code } : {}) });
}

/** `noun` is the word of Stripe's message, e.g. `payment_intent`; path parameters answer 404, body parameters may say 400. */
export function noSuch(noun: string, id: string, param = "id", status = 404) {
  return new StripeError(status, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id}'`,
    param,
  });
}

export function serverError() {
  return new StripeError(500, {
    type: "api_error",
    message: "An unknown error occurred on the emulator's side.",
  });
}
