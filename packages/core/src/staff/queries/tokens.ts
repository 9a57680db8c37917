import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { StaffTables, TokenKind } from "../tables.ts";

const tables = (db: Db<"control">) => db.tables<StaffTables>();

export interface NewToken {
  readonly hash: string;
  readonly kind: TokenKind;
  readonly userId: string | null;
  readonly invitationId: string | null;
  readonly expiresAt: Date;
}

export async function insertToken(tx: Tx<"control">, token: NewToken, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("tokens")
    .values({
      hash: token.hash,
      kind: token.kind,
      user_id: token.userId,
      invitation_id: token.invitationId,
      created_at: now,
      expires_at: token.expiresAt,
    })
    .execute();
}

/** Uses a token up: of callers that come at once, one gets its user. */
export async function takeUserToken(
  tx: Tx<"control">,
  kind: TokenKind,
  hash: string,
  now: Date,
): Promise<Id<"usr"> | undefined> {
  const row = await tables(tx)
    .deleteFrom("tokens")
    .where("hash", "=", hash)
    .where("kind", "=", kind)
    .where("expires_at", ">", now)
    .returning("user_id")
    .executeTakeFirst();
  return row === undefined || row.user_id === null ? undefined : (row.user_id as Id<"usr">);
}

export async function deleteTokensOf(tx: Tx<"control">, userId: string, kind: TokenKind): Promise<void> {
  await tables(tx).deleteFrom("tokens").where("user_id", "=", userId).where("kind", "=", kind).execute();
}
