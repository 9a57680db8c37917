import type { Insertable, Kysely, Selectable } from "kysely";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { Id } from "../../kernel/ids.ts";
import { type Money as AnyMoney, money } from "../../kernel/money.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, piece, statement } from "../../platform/statement.ts";
import type { PaymentInstructions, PaymentMethod, PaymentState } from "../schemas.ts";
import type { PaymentsTables } from "../tables.ts";

const tables = (db: Db<"tenant">): Kysely<PaymentsTables> => db.tables<PaymentsTables>();

type Money = AnyMoney<ActiveCurrencyCode>;

/** A payment as it is stored. */
export interface PaymentRow {
  readonly id: Id<"pay">;
  readonly checkoutId: Id<"chk">;
  readonly provider: "stripe" | "none";
  readonly accountId: string | null;
  /** The sealed key of the account; never shown. */
  readonly sealedKey: string | null;
  readonly state: PaymentState;
  readonly amount: Money;
  readonly captured: Money;
  readonly refunding: Money;
  readonly refunded: Money;
  readonly sessionId: string | null;
  readonly sessionUrl: string | null;
  readonly intentId: string | null;
  readonly method: PaymentMethod | null;
  readonly declineCode: string | null;
  /** How to pay, while a transfer or a voucher is awaited; kept when it was too late, for money may still come. */
  readonly instructions: PaymentInstructions | null;
  /** The provider's own id of whom a transfer comes from. */
  readonly customerRef: string | null;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
}

const columns = [
  "id",
  "checkout_id",
  "provider",
  "account_id",
  "state",
  "amount",
  "currency",
  "captured",
  "refunding",
  "refunded",
  "session_id",
  "session_url",
  "intent_id",
  "method",
  "decline_code",
  "instructions",
  "customer_ref",
  "created_at",
  "paid_at",
] as const;

type Row = Omit<Pick<Selectable<PaymentsTables["payments"]>, (typeof columns)[number]>, "created_at" | "paid_at"> & {
  readonly created_at: string;
  readonly paid_at: string | null;
  readonly sealed_key: string | null;
};

function toPayment(row: Row): PaymentRow {
  const inCurrency = (amount: number): Money => money(amount, row.currency as ActiveCurrencyCode);
  return {
    id: row.id as Id<"pay">,
    checkoutId: row.checkout_id as Id<"chk">,
    provider: row.provider,
    accountId: row.account_id,
    sealedKey: row.sealed_key,
    state: row.state,
    amount: inCurrency(row.amount),
    captured: inCurrency(row.captured),
    refunding: inCurrency(row.refunding),
    refunded: inCurrency(row.refunded),
    sessionId: row.session_id,
    sessionUrl: row.session_url,
    intentId: row.intent_id,
    method: row.method,
    declineCode: row.decline_code,
    instructions: row.instructions,
    customerRef: row.customer_ref,
    createdAt: new Date(row.created_at),
    paidAt: row.paid_at === null ? null : new Date(row.paid_at),
  };
}

type PaymentKey = "id" | "checkout_id" | "session_id" | "intent_id" | "customer_ref";

export function paymentBy(db: Db<"tenant">, key: PaymentKey, value: string): Promise<PaymentRow | undefined> {
  return readPart(db, paymentPart(key, value));
}

/** The same, to be read with others. */
export function paymentPart(key: PaymentKey, value: string): Part<PaymentRow | undefined> {
  return part(by({ value }, key), ([row]) => row && toPayment(row));
}

const by = piece((own: Kysely<PaymentsTables>, { value }: Given<{ value: string }>, key: PaymentKey) =>
  own
    .selectFrom("payments as p")
    .leftJoin("payment_accounts as a", "a.id", "p.account_id")
    .select(columns.map((column) => `p.${column}` as const))
    .select("a.sealed_key")
    .where(`p.${key}`, "=", value)
    .limit(1),
);

export interface NewPayment {
  readonly id: Id<"pay">;
  readonly checkoutId: Id<"chk">;
  readonly accountId: string | null;
  readonly amount: Money;
  readonly checkAt: Date | null;
}

export async function insertPayment(tx: Tx<"tenant">, payment: NewPayment, now: Date): Promise<void> {
  await newPayment(tx, {
    id: payment.id,
    checkout_id: payment.checkoutId,
    provider: payment.accountId === null ? "none" : "stripe",
    account_id: payment.accountId,
    state: "pending",
    amount: payment.amount.amount,
    currency: payment.amount.currency,
    session_id: null,
    session_url: null,
    intent_id: null,
    method: null,
    decline_code: null,
    instructions: null,
    customer_ref: null,
    check_at: payment.checkAt,
    created_at: now,
    paid_at: null,
    updated_at: now,
  });
}

const newPayment = statement((own: Kysely<PaymentsTables>, row: Given<Insertable<PaymentsTables["payments"]>>) =>
  own.insertInto("payments").values(row),
);

/** What a payment may become. */
export interface PaymentChange {
  readonly state?: Exclude<PaymentState, "paid">;
  readonly sessionId?: string;
  readonly sessionUrl?: string;
  readonly intentId?: string | null;
  readonly declineCode?: string | null;
  readonly instructions?: PaymentInstructions;
  readonly customerRef?: string | null;
  readonly checkAt?: Date | null;
}

/** Changes a payment that is not paid; answers its page, or null when it is paid or has none. */
export async function changePayment(
  tx: Tx<"tenant">,
  id: string,
  change: PaymentChange,
  now: Date,
): Promise<string | null> {
  const [row] = await changeUnpaid(tx, { paymentId: id, ...columnsOf(change, now) });
  return row?.session_url ?? null;
}

function columnsOf(change: PaymentChange, now: Date) {
  return {
    updated_at: now,
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.sessionId === undefined ? {} : { session_id: change.sessionId }),
    ...(change.sessionUrl === undefined ? {} : { session_url: change.sessionUrl }),
    ...(change.intentId === undefined ? {} : { intent_id: change.intentId }),
    ...(change.declineCode === undefined ? {} : { decline_code: change.declineCode }),
    ...(change.instructions === undefined ? {} : { instructions: JSON.stringify(change.instructions) }),
    ...(change.customerRef === undefined ? {} : { customer_ref: change.customerRef }),
    ...(change.checkAt === undefined ? {} : { check_at: change.checkAt }),
  };
}

type Changed = Given<{ paymentId: string } & ReturnType<typeof columnsOf>>;
const changeUnpaid = statement((own: Kysely<PaymentsTables>, { paymentId, ...set }: Changed) =>
  own
    .updateTable("payments")
    .set(set)
    .where("id", "=", paymentId)
    .where("state", "<>", "paid")
    .returning("session_url"),
);

export interface Capture {
  readonly intentId: string | null;
  readonly method: PaymentMethod | null;
}

/** Marks the whole amount as received, once. False when it was already. */
export async function capturePayment(tx: Tx<"tenant">, id: string, capture: Capture, now: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("payments")
    .set((eb) => ({
      state: "paid",
      captured: eb.ref("amount"),
      intent_id: capture.intentId,
      method: capture.method === null ? null : JSON.stringify(capture.method),
      decline_code: null,
      instructions: null,
      check_at: null,
      paid_at: now,
      updated_at: now,
    }))
    .where("id", "=", id)
    .where("state", "<>", "paid")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** When to ask the provider about a payment again, whatever its state. */
export async function setCheckAt(tx: Tx<"tenant">, id: string, at: Date | null): Promise<void> {
  await tables(tx).updateTable("payments").set({ check_at: at }).where("id", "=", id).execute();
}

/** Payments that the provider should be asked about now, the longest waiting first. */
export async function paymentsToCheck(db: Db<"tenant">, now: Date, limit: number): Promise<Id<"pay">[]> {
  const rows = await tables(db)
    .selectFrom("payments")
    .select("id")
    .where("check_at", "<=", now)
    .orderBy("check_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id as Id<"pay">);
}

export async function nextPaymentCheck(db: Db<"tenant">): Promise<Date | null> {
  const row = await tables(db)
    .selectFrom("payments")
    .select("check_at")
    .where("check_at", "is not", null)
    .orderBy("check_at")
    .limit(1)
    .executeTakeFirst();
  return row?.check_at ?? null;
}
