import { addSeconds } from "../kernel/time.ts";
import type { TenantCtx } from "../platform/context.ts";
import { askTaxEngine, type EngineReply } from "./adapters/tax-engine.ts";
import type { KeptTaxAnswer, TaxFacts } from "./engine-schemas.ts";
import { selectPolicy } from "./queries.ts";
import { type Breaker, createBreaker } from "./rules/breaker.ts";

const timeoutMs = 2000;
const answerSeconds = 3600;
/** A failure is not tried again at once with every change of the same cart. */
const failureSeconds = 30;
/** The process's own, by engine. */
const breakers = new Map<string, Breaker>();

function breakerOf(url: string): Breaker {
  const known = breakers.get(url);
  if (known !== undefined) return known;
  const breaker = createBreaker({ failures: 5, restMs: 30_000 });
  breakers.set(url, breaker);
  return breaker;
}

/** Whether the operator names an engine and the shop wants it. Asks the database only where there is one. */
export async function wantsTaxEngine({ db, settings }: Pick<TenantCtx, "db" | "settings">): Promise<boolean> {
  return (settings.taxEngine ?? null) !== null && (await selectPolicy(db)).externalEngine;
}

/**
 * What the engine says of a sale, to be kept with it. Waits for the network, at most two seconds: never within a
 * transaction. Never throws; the built-in tables stand in for an engine that fails.
 */
export async function askEngine(
  { settings, now }: Pick<TenantCtx, "settings" | "now">,
  facts: TaxFacts,
  factsHash: string,
): Promise<KeptTaxAnswer> {
  const { taxEngine: named } = settings;
  const reply: EngineReply =
    named === undefined || named === null
      ? { kind: "failed", reason: "not_configured" }
      : await askTaxEngine({ ...named, timeoutMs, breaker: breakerOf(named.url) }, facts, now().getTime());
  const at = now();
  const until = addSeconds(at, reply.kind === "answered" ? answerSeconds : failureSeconds);
  return { ...reply, factsHash, at: at.toISOString(), until: until.toISOString() };
}
