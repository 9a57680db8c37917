import type { TenantCtx } from "../platform/context.ts";
import { askVies, type RegisterAnswer, viesUrl } from "./adapters/vies.ts";
import { selectPolicy } from "./queries.ts";
import { createBreaker } from "./rules/breaker.ts";
import { checkTaxId } from "./rules/check-tax-id.ts";
import { taxAreaOf } from "./rules/territories.ts";
import type { TaxIdEvidence } from "./schemas.ts";

const breaker = createBreaker({ failures: 5, restMs: 60_000 });
const timeoutMs = 4000;

/** What form and check digits say of an id as it was entered; no register has been asked. */
export function evidenceOf(entered: string, at: Date): TaxIdEvidence {
  const { country, taxId, verdict } = checkTaxId(entered);
  const asked = { register: null, provider: null, reference: null, name: null };
  return { country, taxId, verdict, checkedAt: at.toISOString(), ...asked };
}

/**
 * The evidence with what the tax offices' register says, where the shop asks one and it knows such ids. Waits for
 * the network, at most four seconds: never within a transaction. Never throws; a register that does not answer is
 * `unreachable`, and the shop's own choice decides what that is worth.
 */
export async function verifyTaxId(
  ctx: Pick<TenantCtx, "db" | "now" | "settings">,
  evidence: TaxIdEvidence,
): Promise<TaxIdEvidence> {
  const { taxIds } = await selectPolicy(ctx.db);
  const baseUrl = registerOf(ctx.settings);
  const known = evidence.country === "XI" || taxAreaOf({ country: evidence.country ?? "" }).union.goods;
  if (taxIds.register === "none" || baseUrl === null || evidence.verdict !== "valid" || !known) return evidence;
  const vies = { baseUrl, timeoutMs, breaker, fetch: globalThis.fetch };
  const answer: RegisterAnswer = await askVies(vies, evidence.taxId, ctx.now().getTime());
  return { ...evidence, ...answer, provider: "vies", checkedAt: ctx.now().toISOString() };
}

/** Outside of production only a register that was named is asked. */
function registerOf({ viesUrl: named, environment }: TenantCtx["settings"]): string | null {
  return named ?? (environment === "production" ? viesUrl : null);
}
