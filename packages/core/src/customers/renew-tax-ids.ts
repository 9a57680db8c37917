import { transaction } from "../platform/db.ts";
import type { TenantCtx } from "../platform/context.ts";
import { renewBefore, renewed, verifyTaxId } from "../tax/index.ts";
import { noteEvidence, oldEvidence } from "./queries/companies.ts";

/** Registers answer slowly, and limit how often they are asked. */
const mostADay = 100;

/** Asks the registers again about companies' tax ids whose last word is old. One that is away is asked the next day. */
export async function renewTaxIds(ctx: TenantCtx): Promise<void> {
  for (const { id, taxId } of await oldEvidence(ctx.db, renewBefore(ctx.now()), mostADay)) {
    const answer = await verifyTaxId(ctx, taxId);
    const evidence = renewed(taxId, answer);
    if (evidence === taxId || answer === taxId) continue;
    await transaction(ctx.db, (tx) => noteEvidence(tx, id, evidence));
    if (evidence.register !== taxId.register) {
      ctx.log.info({ companyId: id, from: taxId.register, to: evidence.register }, "a register's word has changed");
    }
  }
}
