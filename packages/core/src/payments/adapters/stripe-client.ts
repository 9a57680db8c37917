import Stripe from "stripe";
import { DomainError } from "../../kernel/errors.ts";

export { Stripe };

/** Whose account, and where Stripe is (null is Stripe itself). */
export interface StripeAccess {
  readonly key: string;
  readonly apiBase: string | null;
}

const clients = new Map<string, Stripe>();
const clientsKept = 500;

export function clientFor({ key, apiBase }: StripeAccess): Stripe {
  const id = `${apiBase ?? ""} ${key}`;
  const known = clients.get(id);
  if (known !== undefined) return known;
  const base = apiBase === null ? null : new URL(apiBase);
  const made = new Stripe(key, {
    maxNetworkRetries: 2,
    timeout: 8_000,
    telemetry: false,
    ...(base === null
      ? {}
      : { host: base.hostname, port: base.port, protocol: base.protocol === "http:" ? "http" : "https" }),
  });
  const oldest = clients.size >= clientsKept ? clients.keys().next().value : undefined;
  if (oldest !== undefined) clients.delete(oldest);
  clients.set(id, made);
  return made;
}

/** Stripe's code when it has refused for good; undefined when what happened is not known. */
function refusalOf(error: unknown): string | undefined {
  const { StripeCardError, StripeInvalidRequestError, StripeAuthenticationError, StripePermissionError } =
    Stripe.errors;
  for (const kind of [StripeCardError, StripeInvalidRequestError, StripeAuthenticationError, StripePermissionError]) {
    if (error instanceof kind) return error.code ?? error.type;
  }
  return undefined;
}

export const unknownOutcome = (error: unknown): DomainError =>
  new DomainError("unavailable", "payments.provider_unavailable", {}, { cause: error });

/** Runs a call: its result, what a refusal comes to, or an error when the outcome is not known. */
export async function asking<T, R>(call: () => Promise<T>, refused: (code: string) => R): Promise<T | R> {
  try {
    return await call();
  } catch (error) {
    const code = refusalOf(error);
    if (code === undefined) throw unknownOutcome(error);
    return refused(code);
  }
}
