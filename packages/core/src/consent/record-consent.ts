import { DomainError, notFound } from "../kernel/errors.ts";
import { resolveShop } from "../markets/index.ts";
import { chainHash } from "../platform/audit.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { policyAsShown } from "./policy-texts.ts";
import { appendEntry, type Head, insertSubject, lockHead, newestEntry } from "./queries.ts";
import { type LedgerEntry, sameChoices, withSignal } from "./rules.ts";
import { ConsentState, RecordConsent } from "./schemas.ts";
import { stateOf } from "./state-of.ts";

/**
 * Appends a visitor's choice to the ledger. The words that it answered must be today's; a choice that changes
 * nothing adds no entry. Nothing is kept that would name the visitor: no address, no IP.
 */
export const recordConsent = write(
  "consent.record",
  { access: { shopper: true }, urgency: "cart", input: RecordConsent, output: ConsentState, audit: "shopper" },
  async (ctx, input) => {
    if (input.method === "gpc" && !input.gpc) throw new DomainError("invalid", "consent.no_signal");
    const { market, locale } = await resolveShop(ctx, input);
    const shown = policyAsShown(market.consentPolicy, market.handle, locale, input.gpc);
    if (shown.version !== input.policyVersion || shown.hash !== input.policyHash) {
      throw new DomainError("conflict", "consent.policy_changed", { version: shown.version });
    }
    const choices = withSignal(input.choices, input.gpc);
    const head = await headOf(ctx, input.subjectId);
    const newest = head.seq === 0 ? undefined : await newestEntry(ctx.db, head.id);
    if (newest?.policyHash === shown.hash && newest.gpc === input.gpc && sameChoices(newest.choices, choices)) {
      return stateOf(newest);
    }
    const entry: LedgerEntry = {
      subjectId: head.id,
      seq: head.seq + 1,
      at: ctx.now().toISOString(),
      marketId: market.id,
      policy: shown.policy,
      policyVersion: shown.version,
      policyHash: shown.hash,
      locale: shown.locale,
      method: input.method,
      gpc: input.gpc,
      choices,
    };
    const stored = { ...entry, id: newId("con"), hash: chainHash(head.hash, entry) };
    await appendEntry(ctx.db, stored, ctx.now());
    return stateOf(stored);
  },
);

async function headOf(ctx: TenantTxCtx, subjectId: Head["id"] | null): Promise<Head> {
  if (subjectId !== null) {
    const head = await lockHead(ctx.db, subjectId);
    if (head === undefined) throw notFound("consent_subject");
    return head;
  }
  const id = newSecretId("csb");
  await insertSubject(ctx.db, id, ctx.now());
  return { id, seq: 0, hash: "" };
}
