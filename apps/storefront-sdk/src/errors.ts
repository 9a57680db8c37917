/** What the API says of an error, or what the SDK says when the API could not be reached. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
}

/**
 * The one error that calls of this SDK fail with (an aborted call fails with its signal's reason).
 *
 * @example
 * try {
 *   await shop.cart.add({ variantId, quantity: 2 });
 * } catch (error) {
 *   if (error instanceof MeridianError && error.code === "carts.not_enough_stock") show(error.message);
 * }
 */
export class MeridianError extends Error {
  override readonly name = "MeridianError";
  /** Stable: decide by this. `network` when no answer came, `http` when the answer was none of ours. */
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** Names the request in the merchant's logs. */
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** The fields at fault, by their path in the request: `address.postalCode`. */
  readonly fields: readonly { readonly path: string; readonly message: string }[];

  constructor(status: number, problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.code = problem.code;
    this.status = status;
    this.retryable = !status || status === 429 || status >= 500 || problem.code === "idempotency.in_progress";
    this.requestId = problem.requestId ?? null;
    this.details = problem.details ?? {};
    this.fields = problem.fields ?? [];
  }
}
