import type { ColumnType } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { SealedColumn } from "../platform/sealing.ts";

type Role = "owner" | "admin" | "editor" | "support" | "viewer" | "translator";

export type TokenKind = "verify_email" | "reset_password" | "invitation";
/** Mails about one shop, to those whom it belongs to. */
export type ShopMailKind = "hibernation_ahead" | "hibernated";
export type MailKind = TokenKind | "already_registered" | ShopMailKind;

/** The control plane's tables of staff: who they are and where they work. */
export interface StaffTables {
  users: {
    id: string;
    email: string;
    name: string;
    /** PHC string of argon2id; null until a first password is chosen. */
    password_hash: string | null;
    email_verified_at: Date | null;
    /** Left for a later step to drop: operators have rows of their own, and nothing reads this. */
    operator: ColumnType<never, never, never>;
    language: string;
    created_at: Date;
  };
  sessions: { hash: string; user_id: string; created_at: Date; expires_at: Date };
  tokens: {
    hash: string;
    kind: TokenKind;
    user_id: string | null;
    invitation_id: string | null;
    created_at: Date;
    expires_at: Date;
  };
  memberships: {
    id: string;
    user_id: string;
    tenant_id: string;
    role: Role;
    /** Languages that a translator works in; null for every other role. */
    locales: string[] | null;
    created_at: Date;
  };
  invitations: {
    id: string;
    tenant_id: string;
    email: string;
    role: Role;
    locales: string[] | null;
    invited_by: string;
    created_at: Date;
    expires_at: Date;
  };
  rate_limits: { key: string; hits: number; resets_at: Date };
  queued_mails: {
    id: string;
    kind: MailKind;
    email: string;
    language: string;
    invitation_id: string | null;
    tenant_id: string | null;
    attempts: ColumnType<number, number | undefined, number>;
    state: "queued" | "failed";
    run_at: Date;
    created_at: Date;
  };
  token_revocations: { tenant_id: string; user_id: string; at: Date; pushed: boolean };
  second_factors: {
    user_id: string;
    /** The authenticator app's secret, sealed for this person. */
    sealed_secret: string;
    /** Null until the first code proved that the app has the secret. */
    confirmed_at: Date | null;
    /** The newest step whose code was used. */
    last_step: number;
    created_at: Date;
  };
  recovery_codes: { user_id: string; hash: string };
  /** Shops that let nobody in without a second factor. */
  second_factor_policies: { tenant_id: string; since: Date };
}

const person = personal("staff", "account");
const session = personal("staff", "session");

export const staffDeclarations = declareTables<StaffTables>({
  users: {
    id: person,
    email: person,
    name: person,
    password_hash: person,
    email_verified_at: person,
    operator: "none",
    language: person,
    created_at: "none",
  },
  sessions: { hash: "none", user_id: session, created_at: session, expires_at: "none" },
  tokens: {
    hash: "none",
    kind: "none",
    user_id: session,
    invitation_id: "none",
    created_at: "none",
    expires_at: "none",
  },
  memberships: {
    id: "none",
    user_id: person,
    tenant_id: "none",
    role: "none",
    locales: "none",
    created_at: "none",
  },
  invitations: {
    id: "none",
    tenant_id: "none",
    email: person,
    role: "none",
    locales: "none",
    invited_by: person,
    created_at: "none",
    expires_at: "none",
  },
  // A key is a hash of an address or of a network: it still singles somebody out.
  rate_limits: { key: session, hits: "none", resets_at: "none" },
  queued_mails: {
    id: "none",
    kind: "none",
    email: personal("staff", "delivery"),
    language: "none",
    invitation_id: "none",
    tenant_id: "none",
    attempts: "none",
    state: "none",
    run_at: "none",
    created_at: "none",
  },
  token_revocations: { tenant_id: "none", user_id: session, at: "none", pushed: "none" },
  second_factors: {
    user_id: person,
    sealed_secret: person,
    confirmed_at: person,
    last_step: "none",
    created_at: "none",
  },
  recovery_codes: { user_id: person, hash: person },
  second_factor_policies: { tenant_id: "none", since: "none" },
});

/** What the control plane seals. */
export const staffSealed: readonly SealedColumn[] = [
  { table: "second_factors", column: "sealed_secret", row: "user_id" },
];

/** A region's copy: tokens of a member that were issued until `at` are no longer good. */
export interface StaffRegionTables {
  token_revocations: { tenant_id: string; user_id: string; at: Date };
  /** One row: when the newest token that anybody has shown here was issued. */
  newest_token: { id: 1; issued_at: Date };
}

export const staffRegionDeclarations = declareTables<StaffRegionTables>({
  token_revocations: { tenant_id: "none", user_id: session, at: "none" },
  newest_token: { id: "none", issued_at: "none" },
});
