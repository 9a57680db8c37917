import { type Kysely, type Selectable, sql } from "kysely";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { mostPerCustomer } from "../rules/check.ts";
import type { Promotion } from "../schemas.ts";
import type { PromotionsTables, StoredRule } from "../tables.ts";

export const tables = (db: Db<"tenant">): Kysely<PromotionsTables> => db.tables<PromotionsTables>();

export const columns = [
  "id",
  "name",
  "trigger",
  "rule",
  "active",
  "starts_at",
  "ends_at",
  "per_customer",
  "max_uses",
  "budget_amount",
  "budget_currency",
  "uses",
  "spent",
  "version",
  "updated_at",
] as const;
export type PromotionRow = Pick<Selectable<PromotionsTables["promotions"]>, (typeof columns)[number]>;

/** A row as a part reads it: its moments are text. */
export type PromotionText = Omit<PromotionRow, "starts_at" | "ends_at" | "updated_at"> & {
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly updated_at: string;
};

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

export const withDates = <R extends PromotionText>(row: R) => ({
  ...row,
  starts_at: dateOf(row.starts_at),
  ends_at: dateOf(row.ends_at),
  updated_at: new Date(row.updated_at),
});

/** What the merchant decided of a promotion. */
export type PromotionContent = Omit<Promotion, "id" | "uses" | "spent" | "codes" | "version" | "updatedAt">;

export function toContent(row: PromotionRow): PromotionContent {
  return {
    ...row.rule,
    name: row.name,
    trigger: row.trigger,
    active: row.active,
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    perCustomer: row.per_customer,
    maxUses: row.max_uses,
    budget:
      row.budget_amount === null
        ? null
        : { amount: row.budget_amount, currency: row.budget_currency as ActiveCurrencyCode },
  };
}

function toPromotion(row: PromotionRow & { codes: number | null; used: number | null }): Promotion {
  const content = toContent(row);
  const { budget } = content;
  return {
    ...content,
    id: row.id as Id<"pro">,
    uses: isLimited(row) ? row.uses : (row.used ?? 0),
    spent: budget && { amount: row.spent, currency: budget.currency },
    codes: row.codes ?? 0,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  };
}

type Limits = Pick<PromotionRow, "max_uses" | "budget_amount" | "per_customer">;

/** Whether its uses are counted on its row, so that they can be limited. */
export function isLimited(row: Limits & { readonly rule: Pick<StoredRule, "conditions"> }): boolean {
  return row.max_uses !== null || row.budget_amount !== null || mostPerCustomer(row.per_customer, row.rule) !== null;
}

const shown = (db: Db<"tenant">) =>
  tables(db)
    .selectFrom("promotions as p")
    .select(columns.map((column) => `p.${column}` as const))
    .select((eb) => [
      eb
        .selectFrom("promotion_codes as c")
        .select(sql<number>`count(*)::int`.as("codes"))
        .whereRef("c.promotion_id", "=", "p.id")
        .$asScalar()
        .as("codes"),
      eb
        .selectFrom("promotion_uses as u")
        .select(sql<number>`count(*)::int`.as("used"))
        .whereRef("u.promotion_id", "=", "p.id")
        .where("u.state", "<>", "released")
        .$asScalar()
        .as("used"),
    ]);

export async function promotionById(db: Db<"tenant">, id: string): Promise<Promotion | undefined> {
  const row = await shown(db).where("p.id", "=", id).executeTakeFirst();
  return row && toPromotion(row);
}

/** Newest first, by id: ids are ordered by time. */
export async function findPromotions(db: Db<"tenant">, before: string | null, limit: number): Promise<Promotion[]> {
  let query = shown(db).orderBy("p.id", "desc").limit(limit);
  if (before !== null) query = query.where("p.id", "<", before);
  return (await query.execute()).map(toPromotion);
}

function values(content: PromotionContent, now: Date) {
  const { conditions, effect, combinable, exclusionGroup, priority } = content;
  const rule: StoredRule = { conditions, effect, combinable, exclusionGroup, priority };
  return {
    name: content.name,
    trigger: content.trigger,
    rule: JSON.stringify(rule),
    active: content.active,
    starts_at: content.startsAt === null ? null : new Date(content.startsAt),
    ends_at: content.endsAt === null ? null : new Date(content.endsAt),
    per_customer: content.perCustomer,
    max_uses: content.maxUses,
    budget_amount: content.budget?.amount ?? null,
    budget_currency: content.budget?.currency ?? null,
    updated_at: now,
  };
}

export async function insertPromotion(
  tx: Tx<"tenant">,
  id: string,
  content: PromotionContent,
  now: Date,
): Promise<void> {
  await tables(tx)
    .insertInto("promotions")
    .values({ id, ...values(content, now), version: 1, created_at: now })
    .execute();
}

export async function lockPromotion(tx: Tx<"tenant">, id: string): Promise<PromotionRow | undefined> {
  return tables(tx).selectFrom("promotions").select(columns).where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Replaces what was decided. Where it begins to count, all that was used before is counted in. */
export async function replacePromotion(
  tx: Tx<"tenant">,
  old: PromotionRow,
  content: PromotionContent,
  now: Date,
): Promise<void> {
  const next = values(content, now);
  const recount =
    isLimited({ ...next, rule: content }) && (!isLimited(old) || old.budget_currency !== next.budget_currency);
  await tables(tx)
    .updateTable("promotions")
    .set((eb) => ({
      ...next,
      version: old.version + 1,
      ...(recount
        ? {
            uses: eb
              .selectFrom("promotion_uses as u")
              .select(sql<number>`count(*)::int`.as("uses"))
              .where("u.promotion_id", "=", old.id)
              .where("u.state", "<>", "released"),
            spent: eb
              .selectFrom("promotion_uses as u")
              .select(sql<number>`coalesce(sum(u.amount), 0)::bigint`.as("spent"))
              .where("u.promotion_id", "=", old.id)
              .where("u.state", "<>", "released")
              .where("u.currency", "=", next.budget_currency ?? ""),
          }
        : {}),
    }))
    .where("id", "=", old.id)
    .execute();
  if (recount)
    await tables(tx).updateTable("promotion_uses").set({ counted: true }).where("promotion_id", "=", old.id).execute();
}

export async function deletePromotion(tx: Tx<"tenant">, id: string): Promise<void> {
  await tables(tx).deleteFrom("promotions").where("id", "=", id).execute();
}
