import { type Kysely, sql } from "kysely";
import type { Id } from "../../kernel/ids.ts";
import type { Db } from "../../platform/db.ts";
import { anyOf, type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import type { ActivePromotion } from "../rules/model.ts";
import type { Refusal } from "../schemas.ts";
import type { PromotionsTables } from "../tables.ts";
import { columns, type PromotionText, toContent, withDates } from "./promotions.ts";

export interface Asking {
  readonly cartId: string;
  /** As they are compared. */
  readonly codes: readonly string[];
  readonly customerKey: string | null;
  readonly at: Date;
}

export interface FoundPromotions {
  readonly active: readonly ActivePromotion[];
  /** The promotion of each code that exists. */
  readonly codes: ReadonlyMap<string, string>;
}

interface CodeRow {
  readonly code: string;
  readonly active: boolean;
  readonly uses: number;
  readonly max_uses: number | null;
}

/**
 * The automatic promotions of the moment and those that a code of the cart belongs to, in one statement. What the
 * cart's own checkout holds counts as free, so that placing it again finds the same.
 */
export function activePromotions(db: Db<"tenant">, asking: Asking): Promise<FoundPromotions> {
  return readPart(db, activePromotionsPart(asking));
}

/** The same, to be read with others. */
export function activePromotionsPart({ cartId, codes, customerKey, at }: Asking): Part<FoundPromotions> {
  return part(active({ cartId, codes, customerKey: customerKey ?? "", at }), (rows) => foundIn(rows, customerKey));
}

type AskedBy = Given<{ cartId: string; codes: readonly string[]; customerKey: string; at: Date }>;
const active = piece((tables: Kysely<PromotionsTables>, { cartId, codes, customerKey, at }: AskedBy) =>
  tables
    .selectFrom("promotions as p")
    .leftJoin("promotion_codes as c", (join) =>
      join.onRef("c.promotion_id", "=", "p.id").on("c.code", "=", anyOf(codes)),
    )
    .leftJoin("promotion_uses as h", (join) =>
      join.onRef("h.promotion_id", "=", "p.id").on("h.cart_id", "=", cartId).on("h.state", "=", "held"),
    )
    .select(columns.map((column) => `p.${column}` as const))
    .select([
      "c.code",
      "c.active as code_active",
      "c.uses as code_uses",
      "c.max_uses as code_max_uses",
      "h.amount as held_amount",
      "h.code as held_code",
      "h.counted as held_counted",
      "h.customer_key as held_by",
    ])
    .select((eb) =>
      eb
        .selectFrom("promotion_uses as u")
        .select(sql<number>`count(*)::int`.as("used"))
        .whereRef("u.promotion_id", "=", "p.id")
        .where("u.customer_key", "=", customerKey)
        .where("u.state", "<>", "released")
        // A first order is counted too.
        .where(sql<boolean>`(p.per_customer is not null or p.rule @> '{"conditions": [{"kind": "first_order"}]}')`)
        .$asScalar()
        .as("used"),
    )
    .where((eb) =>
      eb.or([
        eb("c.code", "is not", null),
        eb.and([
          eb("p.trigger", "=", "automatic"),
          eb("p.active", "=", true),
          eb.or([eb("p.starts_at", "is", null), eb("p.starts_at", "<=", at)]),
          eb.or([eb("p.ends_at", "is", null), eb("p.ends_at", ">", at)]),
        ]),
      ]),
    ),
);

type Row = PromotionText & {
  readonly code: string | null;
  readonly code_active: boolean | null;
  readonly code_uses: number | null;
  readonly code_max_uses: number | null;
  readonly held_amount: number | null;
  readonly held_code: string | null;
  readonly held_counted: boolean | null;
  readonly held_by: string | null;
  readonly used: number | null;
};

function foundIn(rows: readonly Row[], customerKey: string | null): FoundPromotions {
  const found = new Map<string, ActivePromotion>();
  for (const row of rows) {
    const code =
      row.code === null || row.code_active === null || row.code_uses === null
        ? null
        : {
            code: row.code,
            active: row.code_active,
            uses: row.code_uses - (row.held_code === row.code ? 1 : 0),
            max_uses: row.code_max_uses,
          };
    const held = row.held_counted === true;
    const promotion: ActivePromotion = {
      ...toContent(withDates(row)),
      id: row.id as Id<"pro">,
      uses: row.uses - (held ? 1 : 0),
      spentAmount: row.spent - (held ? (row.held_amount ?? 0) : 0),
      usedByCustomer:
        customerKey === null ? null : (row.used ?? 0) - (row.held_by !== null && row.held_by === customerKey ? 1 : 0),
      code: code && { code: code.code, fault: faultOfCode(code) },
    };
    // Of two codes for one promotion the first that can be used counts.
    const other = found.get(row.id);
    const kept = other?.code ?? null;
    if (kept === null || better(promotion.code, kept)) found.set(row.id, promotion);
  }
  const known = rows.flatMap((row): [string, string][] => (row.code === null ? [] : [[row.code, row.id]]));
  return { active: [...found.values()], codes: new Map(known) };
}

type Code = ActivePromotion["code"];

function better(a: Code, b: NonNullable<Code>): boolean {
  if (a === null) return false;
  return a.fault === b.fault ? a.code < b.code : a.fault === null;
}

function faultOfCode({ active, uses, max_uses: most }: CodeRow): Refusal | null {
  if (!active) return "code_inactive";
  return most !== null && uses >= most ? "code_used_up" : null;
}
