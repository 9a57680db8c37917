import { type Kysely, sql } from "kysely";
import { spansOf, type Span } from "../../kernel/earlier.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { type Part, part } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import type { ActivePromotion } from "../rules/model.ts";
import type { EarlierPromotion, PromotionsTables } from "../tables.ts";
import { columns, tables, toContent, withDates } from "./promotions.ts";

export async function earlierOf(db: Db<"tenant">, id: string): Promise<readonly EarlierPromotion[]> {
  const row = await tables(db).selectFrom("promotions").select("earlier").where("id", "=", id).executeTakeFirst();
  return row?.earlier ?? [];
}

/** Keeps what a promotion, which must be locked, said until now. */
export async function keepEarlier(tx: Tx<"tenant">, id: string, earlier: readonly EarlierPromotion[]): Promise<void> {
  await tables(tx)
    .updateTable("promotions")
    .set({ earlier: JSON.stringify(earlier) })
    .where("id", "=", id)
    .execute();
}

/**
 * What automatic promotions said since a moment, to be read with others. As if nobody had used them: what their limits
 * left at each moment is not known any more, and a price that most could have counts as shown.
 */
export function promotionsSincePart(since: Date): Part<Span<ActivePromotion>[]> {
  return part(saidSince({ since }), (rows) =>
    rows.flatMap((row) => {
      const unused = { id: row.id as Id<"pro">, uses: 0, spentAmount: 0, usedByCustomer: null, code: null };
      const now: ActivePromotion = { ...toContent(withDates(row)), ...unused };
      const earlier = row.earlier.map(({ until, ...said }) => ({ until, value: { ...now, ...said } }));
      return spansOf(now, earlier, new Date(row.created_at)).filter(({ until }) => until === null || until > since);
    }),
  );
}

const saidSince = piece((own: Kysely<PromotionsTables>, { since }: Given<{ since: Date }>) =>
  own
    .selectFrom("promotions")
    .select([...columns, "created_at", "earlier"])
    .where((eb) =>
      eb.or([
        sql<boolean>`earlier <> '[]'`,
        eb.and([
          eb("trigger", "=", "automatic"),
          eb("active", "=", true),
          eb.or([eb("ends_at", "is", null), eb("ends_at", ">", since)]),
        ]),
      ]),
    ),
);
