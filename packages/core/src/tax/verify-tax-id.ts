import type { TenantCtx } from "../platform/context.ts";
import {
  askBrreg,
  askHmrc,
  askUidRegister,
  brregUrl,
  hmrcUrl,
  type Line,
  uidRegisterUrl,
} from "./adapters/registers.ts";
import { askVies, type RegisterAnswer, viesUrl } from "./adapters/vies.ts";
import { selectPolicy } from "./queries.ts";
import { createBreaker } from "./rules/breaker.ts";
import { checkTaxId } from "./rules/check-tax-id.ts";
import { taxAreaOf } from "./rules/territories.ts";
import type { TaxIdEvidence } from "./schemas.ts";

/** The process's own, by register. */
const breakers = {
  vies: createBreaker({ failures: 5, restMs: 60_000 }),
  hmrc: createBreaker({ failures: 5, restMs: 60_000 }),
  uid: createBreaker({ failures: 5, restMs: 60_000 }),
  brreg: createBreaker({ failures: 5, restMs: 60_000 }),
};
const timeoutMs = 4000;

/** What form and check digits say of an id as it was entered; no register has been asked. */
export function evidenceOf(entered: string, at: Date): TaxIdEvidence {
  const { country, taxId, verdict } = checkTaxId(entered);
  const asked = { register: null, provider: null, reference: null, name: null };
  return { country, taxId, verdict, checkedAt: at.toISOString(), ...asked };
}

/**
 * The evidence with what the register of its country says, where the shop asks registers and there is one for such ids:
 * VIES for the Union and Northern Ireland, HMRC, the Swiss UID register, Brønnøysund. Waits for the network, at most
 * four seconds: never within a transaction. Never throws; a register that does not answer is `unreachable`, and the
 * shop's own choice decides what that is worth.
 */
export async function verifyTaxId(
  ctx: Pick<TenantCtx, "db" | "now" | "settings">,
  evidence: TaxIdEvidence,
): Promise<TaxIdEvidence> {
  if (evidence.verdict !== "valid") return evidence;
  const register = registerOf(evidence.country ?? "", ctx.settings);
  if (register === null || (await selectPolicy(ctx.db)).taxIds.register === "none") return evidence;
  const answer = await register.ask(evidence.taxId, ctx.now().getTime());
  return { ...evidence, ...answer, provider: register.provider, checkedAt: ctx.now().toISOString() };
}

interface Register {
  readonly provider: keyof typeof breakers;
  readonly ask: (taxId: string, now: number) => Promise<RegisterAnswer>;
}

/** Outside of production only registers that were named are asked. */
function registerOf(country: string, { viesUrl: named, taxRegisters = {}, environment }: TenantCtx["settings"]) {
  const real = environment === "production";
  const line = (provider: Register["provider"], baseUrl: string) => {
    return { baseUrl, timeoutMs, breaker: breakers[provider], fetch: globalThis.fetch };
  };
  const at = (
    provider: Register["provider"],
    baseUrl: string | null,
    ask: (to: Line, taxId: string, now: number) => Promise<RegisterAnswer>,
  ): Register | null =>
    baseUrl === null ? null : { provider, ask: (taxId, now) => ask(line(provider, baseUrl), taxId, now) };
  if (country === "CH") return at("uid", taxRegisters.uidUrl ?? (real ? uidRegisterUrl : null), askUidRegister);
  if (country === "NO") return at("brreg", taxRegisters.brregUrl ?? (real ? brregUrl : null), askBrreg);
  if (country === "GB") {
    const { hmrc } = taxRegisters;
    if (hmrc === undefined) return null;
    const { url = hmrcUrl, ...credentials } = hmrc;
    return at("hmrc", url, (to, taxId, now) => askHmrc({ ...to, ...credentials }, taxId, now));
  }
  const known = country === "XI" || taxAreaOf({ country }).union.goods;
  return known ? at("vies", named ?? (real ? viesUrl : null), askVies) : null;
}
