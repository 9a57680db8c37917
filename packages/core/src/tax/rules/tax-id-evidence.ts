/**
 * How long a register's word on a tax id holds. Implementing Regulation (EU) 282/2011 art. 18 has the seller "obtain
 * confirmation of the validity" and names no period; ids are withdrawn, and a seller who has not looked for long can
 * hardly have acted in good faith (C-273/11 Mecsek-Gabona). Own convention: it is asked again after 30 days, and a
 * confirmation that could not be renewed counts for 90. A rejection stands until the register says otherwise.
 */
import { addSeconds } from "../../kernel/time.ts";
import type { TaxIdEvidence } from "../schemas.ts";

const day = 24 * 3600;
/** From this moment back, a register's word is old enough to be asked for again. */
export const renewBefore = (at: Date): Date => addSeconds(at, -30 * day);

/** What the register's word counts for at a moment: one that is too old is as good as none. */
export function registerAsOf({ register, checkedAt }: TaxIdEvidence, at: Date): TaxIdEvidence["register"] {
  return register === "verified" && new Date(checkedAt) < addSeconds(at, -90 * day) ? "unreachable" : register;
}

/** What is kept of a new answer: a register that is away takes no earlier word back. */
export function renewed(before: TaxIdEvidence, answer: TaxIdEvidence): TaxIdEvidence {
  return answer.register === "unreachable" && before.register !== null ? before : answer;
}
