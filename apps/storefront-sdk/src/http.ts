import { MeridianError, type Problem } from "./errors.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestOptions {
  /** Empty values are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>> | undefined;
  /** Sent as JSON. */
  readonly body?: object | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the storefront API and answers its JSON. Fails with MeridianError, or the signal's reason. */
export type Request = <T>(method: Method, path: string, options?: RequestOptions) => Promise<T>;

/** What all requests of a client and of those derived from it share. */
export interface Connection {
  base: string;
  readonly key: string;
  readonly fetch: typeof fetch;
  readonly failed: (error: MeridianError) => void;
  /** The token of whoever is logged in. */
  readonly customer: () => string | null;
  /** That token is no longer good. */
  readonly customerGone: () => void;
}

const tries = 3;
const longestWait = 10_000;
const timeLimit = 20_000;

/** Not `randomUUID`: browsers offer that on encrypted pages only. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function failureOf(response: Response): Promise<MeridianError> {
  const answer = (await response.json().catch(() => null)) as { error?: Problem } | null;
  return new MeridianError(response.status, answer?.error ?? { code: "http", message: `HTTP ${response.status}` });
}

/**
 * A write carries one idempotency key over all its tries, so repeating it is safe: network failures, 429 and 5xx
 * are tried again. A 421 names the region that the key belongs to, and is followed once; the region that answers is
 * asked from then on. When a customer's session is over,
 * the visitor goes on as a guest: what needs the account fails then.
 */
export function createRequest(connection: Connection, locale: string | undefined): Request {
  return async <T>(method: Method, path: string, { query = {}, body, signal }: RequestOptions = {}): Promise<T> => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
    const headers: Record<string, string> = { authorization: `Bearer ${connection.key}` };
    if (locale) headers["accept-language"] = locale;
    if (method !== "GET") headers["idempotency-key"] = randomKey();
    if (body) headers["content-type"] = "application/json";
    let { base } = connection;
    let moved = false;
    const customer = connection.customer();
    if (customer) headers["meridian-customer"] = customer;
    for (let trial = 1; ; trial++) {
      let failure: MeridianError;
      let wait = 200 * 2 ** trial * (0.5 + Math.random());
      try {
        const limit = AbortSignal.timeout(timeLimit);
        const response = await connection.fetch(`${base}${path}${search.size ? `?${search}` : ""}`, {
          method,
          headers,
          credentials: "omit",
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
          ...(body && { body: JSON.stringify(body) }),
        });
        // Regions that send a key to one another lead nowhere: nobody is asked there again.
        if (moved && response.status !== 421) connection.base = base;
        if (response.ok) return (await response.json()) as T;
        failure = await failureOf(response);
        // In seconds, as our API says it; for a date we wait as if nothing was said.
        wait = Math.max(wait, (Number(response.headers.get("retry-after")) || 0) * 1000);
      } catch (cause) {
        if (signal?.aborted) throw cause;
        failure = new MeridianError(0, { code: "network", message: "The shop cannot be reached." }, { cause });
      }
      const { baseUrl } = failure.details;
      if (failure.status === 421 && !moved && typeof baseUrl === "string") {
        moved = true;
        base = baseUrl.replace(/\/+$/, "");
      } else if (failure.code === "auth.customer_session_over" && headers["meridian-customer"]) {
        delete headers["meridian-customer"];
        // Somebody may have logged in anew meanwhile.
        if (connection.customer() === customer) connection.customerGone();
      } else if (failure.retryable && trial < tries && wait <= longestWait) {
        await new Promise((resolve) => setTimeout(resolve, wait));
      } else {
        connection.failed(failure);
        throw failure;
      }
    }
  };
}
