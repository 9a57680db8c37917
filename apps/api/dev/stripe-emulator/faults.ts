import * as z from "zod";

/**
 * `reset` cuts the connection before anything happened; `timeout-after-success` applies the request, answers nothing
 * for `ms` and then cuts; `error-500` answers 500 without applying it; `slow` waits `ms`, then goes on as usual.
 */
export const faultSchema = z.strictObject({
  /** Method and path; `*` stands for one path segment, e.g. `GET /v1/refunds/*`. */
  match: z.string().regex(/^[A-Z]+ \/\S*$/),
  kind: z.enum(["error-500", "reset", "slow", "timeout-after-success"]),
  times: z.int().positive().max(100_000).default(1),
  ms: z.int().nonnegative().max(600_000).default(0),
  /** An API key, to spare other accounts of the same emulator. */
  account: z.string().optional(),
});

export type Fault = z.output<typeof faultSchema>;

export class Faults {
  #armed: Fault[] = [];

  get armed(): readonly Fault[] {
    return this.#armed;
  }

  arm(fault: Fault): void {
    this.#armed.push({ ...fault });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault this request has to suffer; each is used up after `times` requests. */
  take(method: string, path: string, apiKey: string | null): Fault | undefined {
    const fault = this.#armed.find(
      (one) => matches(one.match, `${method} ${path}`) && (one.account ?? apiKey) === apiKey,
    );
    if (!fault) return undefined;
    fault.times -= 1;
    this.#armed = this.#armed.filter((one) => one.times > 0);
    return fault;
  }
}

function matches(pattern: string, request: string): boolean {
  const parts = pattern.split("/");
  const actual = request.split("/");
  return parts.length === actual.length && parts.every((part, index) => part === "*" || part === actual[index]);
}
