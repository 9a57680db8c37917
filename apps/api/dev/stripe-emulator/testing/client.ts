import Stripe from "stripe";
import { startStripeEmulator } from "../start.ts";
import type { StripeEmulator, StripeEmulatorOptions } from "../start.ts";

export interface Rig {
  emulator: StripeEmulator;
  /** The real library, as account `apiKey`. */
  client(apiKey?: string, options?: Stripe.StripeConfig): Stripe;
  /** One of the emulator's own tools. */
  dev<T>(path: string, body?: object): Promise<{ status: number; json: T }>;
}

export interface Ledger {
  totals: Record<
    string,
    {
      charges: number;
      failedCharges: number;
      charged: number;
      captured: number;
      refunds: number;
      refunded: number;
      net: number;
    }
  >;
  charges: { id: string; status: string; amount: number }[];
  refunds: { id: string; amount: number }[];
  sessions: { id: string; payment_status: string }[];
  paymentIntents: { id: string; status: string }[];
}

export async function openRig(options: Partial<StripeEmulatorOptions> = {}): Promise<Rig> {
  const emulator = await startStripeEmulator({ port: 0, ...options });
  return {
    emulator,
    client: (apiKey = "sk_test_shop", config = {}) =>
      new Stripe(apiKey, {
        host: "127.0.0.1",
        port: emulator.port,
        protocol: "http",
        telemetry: false,
        maxNetworkRetries: 0,
        ...config,
      }),
    dev: async <T>(path: string, body?: object) => {
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      const response = await fetch(`${emulator.url}/_dev/${path}`, init);
      return { status: response.status, json: (await response.json()) as T };
    },
  };
}

export function sessionParams(
  extra: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    success_url: "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.example/cart",
    line_items: [
      { quantity: 2, price_data: { currency: "eur", unit_amount: 1_250, product_data: { name: "Kettle" } } },
      { quantity: 1, price_data: { currency: "eur", unit_amount: 490, product_data: { name: "Shipping" } } },
    ],
    ...extra,
  };
}

/** The error a call fails with; fails itself when the call succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("the call succeeded");
}

/** The id of a property that the library types as an id or an expanded object. */
export function idOf(reference: string | { id: string } | null): string {
  return typeof reference === "string" ? reference : (reference?.id ?? "");
}
