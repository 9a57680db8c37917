import { type Kysely, sql } from "kysely";
import { addSeconds } from "../../kernel/time.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { PricingTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<PricingTables> => db.tables<PricingTables>();

type Kind = PricingTables["price_versions"]["kind"];

/** What held from `from` until now. `content` is the row as it was. */
export interface Version {
  readonly subject: string;
  readonly kind: Kind;
  readonly place: string;
  readonly from: Date;
  readonly content: object;
}

/** Lists and rates are few and asked for together. */
export const listsSubject = "lists";
export const ratesSubject = "rates";

/** As far back as a prior price can be asked for: a reduction that has run for three months, and 30 days before. */
export const keptDays = 120;
const rowsPerStatement = 500;

/** Keeps what is about to be changed, and lets go of what no question can reach any more. */
export async function keepVersions(tx: Tx<"tenant">, versions: readonly Version[], now: Date): Promise<void> {
  // What was changed twice at one moment has never been shown.
  const shown = versions.filter((version) => version.from < now);
  for (let from = 0; from < shown.length; from += rowsPerStatement) {
    await tables(tx)
      .insertInto("price_versions")
      .values(
        shown.slice(from, from + rowsPerStatement).map((version) => ({
          subject: version.subject,
          kind: version.kind,
          place: version.place,
          valid_from: version.from,
          valid_to: now,
          content: JSON.stringify(version.content),
        })),
      )
      .onConflict((conflict) => conflict.constraint("price_versions_pkey").doNothing())
      .execute();
  }
  if (shown.length === 0) return;
  const subjects = [...new Set(shown.map((version) => version.subject))];
  await tables(tx)
    .deleteFrom("price_versions")
    .where((eb) => eb("subject", "=", eb.fn.any(eb.val(subjects))))
    .where("valid_to", "<", addSeconds(now, -keptDays * 86_400))
    .execute();
}

/** Keeps all fixed prices of a list that is about to be removed. */
export async function keepListPrices(tx: Tx<"tenant">, listId: string, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("price_versions")
    .columns(["subject", "kind", "place", "valid_from", "valid_to", "content"])
    .expression((eb) =>
      eb
        .selectFrom("price_list_prices")
        .select([
          "variant_id",
          sql.lit("list_price").as("kind"),
          sql<string>`list_id || ' ' || currency || ' ' || min_quantity`.as("place"),
          "updated_at",
          eb.val(now).as("valid_to"),
          sql`jsonb_build_object('list_id', list_id, 'variant_id', variant_id, 'currency', currency,
            'min_quantity', min_quantity, 'amount', amount, 'compare_at', compare_at, 'tax_included', tax_included)`.as(
            "content",
          ),
        ])
        .where("list_id", "=", listId)
        .where("updated_at", "<", now),
    )
    .onConflict((conflict) => conflict.constraint("price_versions_pkey").doNothing())
    .execute();
}
