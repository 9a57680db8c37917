import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import type { PromotionCode } from "../schemas.ts";
import { tables } from "./promotions.ts";

export interface NewCode {
  readonly code: string;
  readonly maxUses: number | null;
}

/** Writes those that nobody has yet, in one statement; answers them. */
export async function insertCodes(
  tx: Tx<"tenant">,
  promotionId: string,
  codes: readonly NewCode[],
  now: Date,
): Promise<PromotionCode[]> {
  const given = sql<{
    code: string;
    max_uses: number | null;
  }>`unnest(${codes.map(({ code }) => code)}::text[], ${codes.map(({ maxUses }) => maxUses)}::int[])`.as<"g">(
    sql`g(code, max_uses)`,
  );
  const rows = await tables(tx)
    .insertInto("promotion_codes")
    .columns(["code", "promotion_id", "active", "max_uses", "created_at"])
    .expression((eb) =>
      eb
        .selectFrom(given)
        .select([
          "g.code",
          sql<string>`${promotionId}::text`.as("promotion_id"),
          sql<boolean>`true`.as("active"),
          "g.max_uses",
          sql<Date>`${now}::timestamptz`.as("created_at"),
        ]),
    )
    .onConflict((conflict) => conflict.constraint("promotion_codes_pkey").doNothing())
    .returning(codeColumns)
    .execute();
  return rows.map(toCode);
}

const codeColumns = ["code", "active", "uses", "max_uses", "created_at"] as const;

function toCode(row: {
  code: string;
  active: boolean;
  uses: number;
  max_uses: number | null;
  created_at: Date;
}): PromotionCode {
  const { code, active, uses } = row;
  return { code, active, uses, maxUses: row.max_uses, createdAt: row.created_at.toISOString() };
}

/** In the order of their letters. */
export async function findCodes(
  db: Db<"tenant">,
  promotionId: string,
  after: string | null,
  limit: number,
): Promise<PromotionCode[]> {
  let query = tables(db)
    .selectFrom("promotion_codes")
    .select(codeColumns)
    .where("promotion_id", "=", promotionId)
    .orderBy("code")
    .limit(limit);
  if (after !== null) query = query.where("code", ">", after);
  return (await query.execute()).map(toCode);
}

export async function setCodeActive(
  tx: Tx<"tenant">,
  promotionId: string,
  code: string,
  active: boolean,
): Promise<PromotionCode | undefined> {
  const row = await tables(tx)
    .updateTable("promotion_codes")
    .set({ active })
    .where("code", "=", code)
    .where("promotion_id", "=", promotionId)
    .returning(codeColumns)
    .executeTakeFirst();
  return row && toCode(row);
}

export async function codeExists(db: Db<"tenant">, code: string): Promise<boolean> {
  const row = await tables(db).selectFrom("promotion_codes").select("code").where("code", "=", code).executeTakeFirst();
  return row !== undefined;
}
