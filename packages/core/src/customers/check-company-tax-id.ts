import type { TenantCtx } from "../platform/context.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { type TaxIdEvidence, verifyTaxId } from "../tax/index.ts";
import type { SavedCompany } from "./company-schemas.ts";
import { companyById, noteEvidence } from "./queries/companies.ts";

/** Which company was saved, and whether the register is to be asked about its tax id. */
export interface Saved extends SavedCompany {
  readonly asks: boolean;
}
/** What the register said, of which id: the company may have another by then, or be gone. */
export interface Asked {
  readonly evidence: TaxIdEvidence | null;
}

/** Outside of any transaction: what the register says of the tax id that was saved. */
export async function askRegister(ctx: TenantCtx, { id, asks }: Saved): Promise<Asked> {
  const evidence = asks ? ((await companyById(ctx.db, id))?.taxId ?? null) : null;
  return { evidence: evidence && (await verifyTaxId(ctx, evidence)) };
}

/** Keeps what the register said. It is evidence and no edit: the version stays. */
export async function keepAnswer(ctx: TenantTxCtx, { id, version }: Saved, { evidence }: Asked): Promise<SavedCompany> {
  if (evidence !== null) await noteEvidence(ctx.db, id, evidence);
  return { id, version };
}
