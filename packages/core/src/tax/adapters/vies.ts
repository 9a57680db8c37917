/**
 * VIES, the European Commission's look-up of VAT numbers (Regulation (EU) 904/2010 art. 31), its REST service:
 * `POST {base}/check-vat-number` with `{ countryCode, vatNumber }` answers `{ valid, requestIdentifier, name }`, or
 * `{ actionSucceed: false }` while a member state's register is away. https://ec.europa.eu/taxation_customs/vies
 */
import { z } from "zod";
import type { Breaker } from "../rules/breaker.ts";

export const viesUrl = "https://ec.europa.eu/taxation_customs/vies/rest-api";

const Answer = z.object({
  valid: z.boolean(),
  userError: z.string().optional(),
  requestIdentifier: z.string().nullish(),
  name: z.string().nullish(),
});

/** What a register says: `unreachable` is no verdict on the id. */
export interface RegisterAnswer {
  readonly register: "verified" | "rejected" | "unreachable";
  readonly reference: string | null;
  readonly name: string | null;
}

export interface Vies {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly breaker: Breaker;
  readonly fetch: typeof globalThis.fetch;
}

const unreachable: RegisterAnswer = { register: "unreachable", reference: null, name: null };
/** Faults of the service that come with `valid: false` (VIES technical information, error codes). */
const away = /UNAVAILABLE|MAX_CONCURRENT|TIMEOUT|BLOCKED|SERVER_BUSY/;

/** Asks for an id with its prefix (`DE136695976`). Never throws: what cannot be asked is unreachable. */
export async function askVies(vies: Vies, taxId: string, now: number): Promise<RegisterAnswer> {
  if (!vies.breaker.allows(now)) return unreachable;
  try {
    const response = await vies.fetch(`${vies.baseUrl}/check-vat-number`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ countryCode: taxId.slice(0, 2), vatNumber: taxId.slice(2) }),
      signal: AbortSignal.timeout(vies.timeoutMs),
    });
    const answer = Answer.safeParse(response.ok ? await response.json() : null);
    if (!answer.success || away.test(answer.data.userError ?? "")) {
      vies.breaker.failed(now);
      return unreachable;
    }
    vies.breaker.succeeded();
    const { valid, requestIdentifier, name } = answer.data;
    // A state that does not tell the name says so with dashes.
    const told = name === undefined || name === null || /^-*$/.test(name.trim()) ? null : name.trim();
    const reference = requestIdentifier === "" ? null : (requestIdentifier ?? null);
    return { register: valid ? "verified" : "rejected", reference, name: valid ? told : null };
  } catch {
    vies.breaker.failed(now);
    return unreachable;
  }
}
