import type { Id } from "../../kernel/ids.ts";
import { newId } from "../../platform/new-id.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Role } from "../schemas.ts";
import type { StaffTables } from "../tables.ts";

const tables = (db: Db<"control">) => db.tables<StaffTables>();

export interface PendingInvitation {
  readonly id: Id<"inv">;
  readonly tenantId: Id<"ten">;
  readonly email: string;
  readonly role: Role;
  readonly locales: readonly string[] | null;
  readonly invitedBy: Id<"usr">;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

const columns = [
  "invitations.id",
  "invitations.tenant_id",
  "invitations.email",
  "invitations.role",
  "invitations.locales",
  "invitations.invited_by",
  "invitations.created_at",
  "invitations.expires_at",
] as const;

const toInvitation = (row: StaffTables["invitations"]): PendingInvitation => ({
  id: row.id as Id<"inv">,
  tenantId: row.tenant_id as Id<"ten">,
  email: row.email,
  role: row.role,
  locales: row.locales,
  invitedBy: row.invited_by as Id<"usr">,
  invitedAt: row.created_at,
  expiresAt: row.expires_at,
});

export interface NewInvitation {
  readonly tenantId: string;
  readonly email: string;
  readonly role: Role;
  readonly locales: readonly string[] | null;
  readonly invitedBy: string;
  readonly expiresAt: Date;
}

/** Enters an invitation; one for the same address and shop is renewed with the new role. */
export async function upsertInvitation(
  tx: Tx<"control">,
  invitation: NewInvitation,
  now: Date,
): Promise<PendingInvitation> {
  const row = await tables(tx)
    .insertInto("invitations")
    .values({
      id: newId("inv"),
      tenant_id: invitation.tenantId,
      email: invitation.email,
      role: invitation.role,
      locales: invitation.locales === null ? null : [...invitation.locales],
      invited_by: invitation.invitedBy,
      created_at: now,
      expires_at: invitation.expiresAt,
    })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "email"]).doUpdateSet((eb) => ({
        role: eb.ref("excluded.role"),
        locales: eb.ref("excluded.locales"),
        invited_by: eb.ref("excluded.invited_by"),
        created_at: eb.ref("excluded.created_at"),
        expires_at: eb.ref("excluded.expires_at"),
      })),
    )
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toInvitation(row);
}

export async function invitationById(db: Db<"control">, id: string, now: Date): Promise<PendingInvitation | undefined> {
  const row = await tables(db)
    .selectFrom("invitations")
    .select(columns)
    .where("id", "=", id)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return row === undefined ? undefined : toInvitation(row);
}

/** The invitation that a mailed token opens. */
export async function invitationByToken(
  db: Db<"control">,
  hash: string,
  now: Date,
): Promise<PendingInvitation | undefined> {
  const row = await tables(db)
    .selectFrom("tokens")
    .innerJoin("invitations", "invitations.id", "tokens.invitation_id")
    .select(columns)
    .where("tokens.hash", "=", hash)
    .where("tokens.kind", "=", "invitation")
    .where("tokens.expires_at", ">", now)
    .where("invitations.expires_at", ">", now)
    .executeTakeFirst();
  return row === undefined ? undefined : toInvitation(row);
}

export async function pendingInvitations(db: Db<"control">, tenantId: string, now: Date): Promise<PendingInvitation[]> {
  const rows = await tables(db)
    .selectFrom("invitations")
    .select(columns)
    .where("tenant_id", "=", tenantId)
    .where("expires_at", ">", now)
    .orderBy("id")
    .execute();
  return rows.map(toInvitation);
}

/** Uses an invitation up, its tokens with it; false when somebody was faster. */
export async function deleteInvitation(tx: Tx<"control">, id: string): Promise<boolean> {
  const row = await tables(tx).deleteFrom("invitations").where("id", "=", id).returning("id").executeTakeFirst();
  return row !== undefined;
}

export async function countPending(db: Db<"control">, tenantId: string, now: Date): Promise<number> {
  const row = await tables(db)
    .selectFrom("invitations")
    .select((eb) => eb.fn.countAll<number>().as("invitations"))
    .where("tenant_id", "=", tenantId)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return Number(row.invitations);
}
