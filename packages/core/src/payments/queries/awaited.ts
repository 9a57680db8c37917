import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import { type Money, money } from "../../kernel/money.ts";
import type { Db } from "../../platform/db.ts";
import type { PaymentInstructions } from "../schemas.ts";
import type { PaymentsTables } from "../tables.ts";

/** A payment by transfer or voucher whose money has not come, or not all of it. */
interface AwaitedRow {
  readonly id: Id<"pay">;
  readonly checkoutId: Id<"chk">;
  /** The goods are no longer kept for it. */
  readonly isOverdue: boolean;
  readonly amount: Money<ActiveCurrencyCode>;
  readonly instructions: PaymentInstructions;
  readonly intentId: string | null;
  readonly createdAt: Date;
}

const awaited = (db: Db<"tenant">) =>
  db
    .tables<PaymentsTables>()
    .selectFrom("payments")
    .where("instructions", "is not", null)
    .where("state", "in", ["processing", "failed"]);

interface After {
  readonly at: Date;
  readonly id: string;
}

/** Newest first. */
export async function listAwaitedPayments(db: Db<"tenant">, after: After | null, limit: number): Promise<AwaitedRow[]> {
  const rows = await awaited(db)
    .select(["id", "checkout_id", "state", "amount", "currency", "instructions", "intent_id", "created_at"])
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb("created_at", "<", after?.at ?? new Date(0)),
          eb.and([eb("created_at", "=", after?.at ?? new Date(0)), eb("id", "<", after?.id ?? "")]),
        ]),
      ),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.flatMap((row) =>
    row.instructions === null
      ? []
      : [
          {
            id: row.id as Id<"pay">,
            checkoutId: row.checkout_id as Id<"chk">,
            isOverdue: row.state === "failed",
            amount: money(row.amount, row.currency as ActiveCurrencyCode),
            instructions: row.instructions,
            intentId: row.intent_id,
            createdAt: row.created_at,
          },
        ],
  );
}

/** How many there are, counted no further than `most`. */
export async function countAwaitedPayments(db: Db<"tenant">, most: number): Promise<number> {
  const rows = await awaited(db).select("id").limit(most).execute();
  return rows.length;
}
