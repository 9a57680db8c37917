import type { ColumnType, Generated } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { Promotion } from "./schemas.ts";

/** The parts of a promotion that only its rules read. */
export type StoredRule = Pick<Promotion, "conditions" | "effect" | "combinable" | "exclusionGroup" | "priority">;

/** What a promotion said until a moment. */
export interface EarlierPromotion extends StoredRule, Pick<Promotion, "trigger" | "active" | "startsAt" | "endsAt"> {
  readonly until: string;
}

export interface PromotionsTables {
  promotions: {
    id: string;
    name: string;
    trigger: "automatic" | "code";
    rule: ColumnType<StoredRule, string, string>;
    active: boolean;
    starts_at: Date | null;
    ends_at: Date | null;
    per_customer: number | null;
    max_uses: number | null;
    budget_amount: number | null;
    budget_currency: string | null;
    /** Counted only for promotions with a limit: those without are never waited for. */
    uses: Generated<number>;
    spent: Generated<number>;
    /** What it said before, the oldest first. */
    earlier: ColumnType<EarlierPromotion[], string | undefined, string>;
    version: number;
    created_at: Date;
    updated_at: Date;
  };
  promotion_codes: {
    code: string;
    promotion_id: string;
    active: boolean;
    uses: Generated<number>;
    max_uses: number | null;
    created_at: Date;
  };
  promotion_uses: {
    cart_id: string;
    promotion_id: string;
    checkout_id: string;
    code: string | null;
    /** A digest of the buyer's address: enough to count by. */
    customer_key: string;
    amount: number;
    currency: string;
    /** Whether the promotion's counters include it. */
    counted: boolean;
    state: "held" | "used" | "released";
    at: Date;
  };
}

export const promotionsDeclarations = declareTables<PromotionsTables>({
  promotions: {
    id: "none",
    name: "none",
    trigger: "none",
    rule: "none",
    active: "none",
    starts_at: "none",
    ends_at: "none",
    per_customer: "none",
    max_uses: "none",
    budget_amount: "none",
    budget_currency: "none",
    uses: "none",
    spent: "none",
    earlier: "none",
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
  promotion_codes: {
    code: "none",
    promotion_id: "none",
    active: "none",
    uses: "none",
    max_uses: "none",
    created_at: "none",
  },
  promotion_uses: {
    cart_id: "none",
    promotion_id: "none",
    checkout_id: "none",
    code: "none",
    customer_key: personal("customer", "account"),
    amount: "none",
    currency: "none",
    counted: "none",
    state: "none",
    at: "none",
  },
});
