import type { Tx } from "../../platform/db.ts";
import type { StaffTables } from "../tables.ts";

/**
 * Deletes who worked for a shop, as far as that is all that is known of them: whoever works for another shop too, or
 * has invited somebody elsewhere, keeps the account. Answers how many people are gone.
 */
export async function deleteStaffOf(tx: Tx<"control">, tenantId: string): Promise<number> {
  const tables = tx.tables<StaffTables>();
  const members = await tables
    .deleteFrom("memberships")
    .where("tenant_id", "=", tenantId)
    .returning("user_id")
    .execute();
  for (const table of ["invitations", "second_factor_policies", "token_revocations", "queued_mails"] as const) {
    await tables.deleteFrom(table).where("tenant_id", "=", tenantId).execute();
  }
  const ids = members.map((row) => row.user_id).toSorted();
  if (ids.length === 0) return 0;
  const people = await tables
    .selectFrom("users")
    .select(["id", "email"])
    .where("id", "in", ids)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom("memberships").select("memberships.id").whereRef("memberships.user_id", "=", "users.id"),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom("invitations").select("invitations.id").whereRef("invitations.invited_by", "=", "users.id"),
        ),
      ),
    )
    .orderBy("id")
    .forUpdate()
    .execute();
  const gone = people.map(({ id }) => id);
  if (gone.length === 0) return 0;
  for (const table of ["sessions", "tokens", "second_factors", "token_revocations"] as const) {
    await tables.deleteFrom(table).where("user_id", "in", gone).execute();
  }
  await tables
    .deleteFrom("queued_mails")
    .where(
      "email",
      "in",
      people.map(({ email }) => email),
    )
    .execute();
  await tables.deleteFrom("users").where("id", "in", gone).execute();
  return gone.length;
}
