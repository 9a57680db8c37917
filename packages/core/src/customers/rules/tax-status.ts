/**
 * What a tax status must be backed by. Nobody is exempt without a certificate that staff have seen (in the EU
 * Directive 2006/112/EC Art. 131 and 151, in the states of the US a resale or exemption certificate), and no
 * customer is a business without the number that proves it (Implementing Regulation (EU) 282/2011 Art. 18).
 */
import type { TaxStatus } from "../schemas.ts";

export interface TaxFacts {
  readonly taxStatus?: TaxStatus | undefined;
  readonly taxId?: string | null | undefined;
  readonly taxEvidence?: string | null | undefined;
}

/** The field that is missing for the status, or undefined. */
export function taxFault({ taxStatus, taxId, taxEvidence }: TaxFacts): "taxId" | "taxEvidence" | undefined {
  if (taxStatus === "business" && (taxId ?? null) === null) return "taxId";
  if (taxStatus === "exempt" && (taxEvidence ?? null) === null) return "taxEvidence";
  return undefined;
}
