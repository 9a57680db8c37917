import { declareTables, personal } from "../platform/columns.ts";
import type { SealedColumn } from "../platform/sealing.ts";

/** The control plane's own people. They are nobody's staff, and no shop's staff is among them. */
export interface OperatorTables {
  operators: {
    id: string;
    email: string;
    name: string;
    language: string;
    /** PHC string of argon2id; null until it is chosen. */
    password_hash: string | null;
    /** The authenticator app's secret, sealed for this operator. */
    sealed_secret: string;
    /** The newest step whose code was used. */
    last_step: number;
    /** Hash of the link with which password and second factor are set up; null once they are. */
    set_up_hash: string | null;
    set_up_until: Date | null;
    created_at: Date;
    revoked_at: Date | null;
  };
  operator_sessions: { hash: string; operator_id: string; created_at: Date; expires_at: Date };
}

const person = personal("staff", "account");
const session = personal("staff", "session");

export const operatorDeclarations = declareTables<OperatorTables>({
  operators: {
    id: person,
    email: person,
    name: person,
    language: person,
    password_hash: person,
    sealed_secret: person,
    last_step: "none",
    set_up_hash: "none",
    set_up_until: "none",
    created_at: "none",
    revoked_at: "none",
  },
  operator_sessions: { hash: "none", operator_id: session, created_at: session, expires_at: "none" },
});

/** What the control plane seals of its operators. */
export const operatorSealed: readonly SealedColumn[] = [{ table: "operators", column: "sealed_secret", row: "id" }];

/** What a region's workers tell of themselves. */
export interface OperatorRegionTables {
  workers: {
    id: string;
    started_at: Date;
    seen_at: Date;
    newest_step: string;
    waiting: number;
    active: number;
    delayed: number;
    failed: number;
  };
}

export const operatorRegionDeclarations = declareTables<OperatorRegionTables>({
  workers: {
    id: "none",
    started_at: "none",
    seen_at: "none",
    newest_step: "none",
    waiting: "none",
    active: "none",
    delayed: "none",
    failed: "none",
  },
});
