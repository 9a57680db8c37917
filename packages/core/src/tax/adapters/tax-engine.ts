/** Asks an external tax engine over HTTP (engine.md). Nothing here throws: what cannot be relied on is a fault. */
import { type EngineFault, TaxEngineAnswer, type TaxFacts } from "../engine-schemas.ts";
import type { Breaker } from "../rules/breaker.ts";
import { engineTreatments } from "../rules/engine-treatments.ts";
import type { TaxTreatment } from "../schemas.ts";

export interface TaxEngine {
  readonly url: string;
  readonly secret: string | null;
  readonly timeoutMs: number;
  readonly breaker: Breaker;
}

export type EngineReply =
  | { readonly kind: "answered"; readonly engine: string; readonly treatments: Readonly<Record<string, TaxTreatment>> }
  | { readonly kind: "failed"; readonly reason: EngineFault };

/** More than a hundred lines with a dozen taxes each. */
const mostBytes = 512 * 1024;
/** About what one sale was, and no sign that the engine is away: other shops go on asking it. */
const aboutOneSale: ReadonlySet<number> = new Set([400, 404, 409, 413, 422]);

export async function askTaxEngine(engine: TaxEngine, facts: TaxFacts, now: number): Promise<EngineReply> {
  if (!engine.breaker.allows(now)) return { kind: "failed", reason: "resting" };
  const failed = (reason: EngineFault): EngineReply => {
    engine.breaker.failed(now);
    return { kind: "failed", reason };
  };
  try {
    const response = await fetch(`${engine.url}/v1/taxes`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(engine.secret === null ? {} : { authorization: `Bearer ${engine.secret}` }),
      },
      body: JSON.stringify(facts),
      redirect: "error",
      signal: AbortSignal.timeout(engine.timeoutMs),
    });
    const text = await textOf(response);
    if (aboutOneSale.has(response.status)) {
      engine.breaker.succeeded();
      return { kind: "failed", reason: "refused" };
    }
    if (!response.ok) return failed("refused");
    const answer = TaxEngineAnswer.safeParse(text === null ? null : json(text));
    const treatments = answer.success ? engineTreatments(facts, answer.data) : null;
    if (!answer.success || treatments === null) return failed("malformed");
    engine.breaker.succeeded();
    return { kind: "answered", engine: answer.data.engine, treatments };
  } catch (error) {
    return failed(error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "unreachable");
  }
}

/** Null where it is longer than any answer can be. */
async function textOf(response: Response): Promise<string | null> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return "";
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
