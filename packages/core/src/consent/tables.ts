import type { ColumnType } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { ConsentChoices, ConsentMethod, ConsentPolicyKind } from "./schemas.ts";

export interface ConsentTables {
  /** The head of each subject's chain: without it the removal of a last entry would not show. */
  consent_subjects: { id: string; seq: number; hash: string; created_at: Date; updated_at: Date };
  consent_entries: {
    id: string;
    subject_id: string;
    seq: number;
    at: Date;
    market_id: string;
    policy: ConsentPolicyKind;
    policy_version: string;
    policy_hash: string;
    locale: string;
    method: ConsentMethod;
    gpc: boolean;
    choices: ColumnType<ConsentChoices, string, never>;
    hash: string;
  };
}

const proof = personal("visitor", "consent");

export const consentDeclarations = declareTables<ConsentTables>({
  consent_subjects: { id: proof, seq: "none", hash: "none", created_at: "none", updated_at: "none" },
  consent_entries: {
    id: "none",
    subject_id: proof,
    seq: "none",
    at: proof,
    market_id: "none",
    policy: "none",
    policy_version: "none",
    policy_hash: "none",
    locale: proof,
    method: "none",
    gpc: proof,
    choices: proof,
    hash: "none",
  },
});
