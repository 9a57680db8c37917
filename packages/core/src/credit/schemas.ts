import { z } from "zod";
import { id, instant, line, money, page, pageInput, version } from "../wire.ts";

const maxAmount = 1_000_000_000_000;
const amount = z.object({ amount: z.int().min(1).max(maxAmount), currency: money.shape.currency });
const note = line(300).nullable().default(null);

/** A gift card's code as it is compared: capitals, without blanks and dashes. */
export const giftCardCode = z
  .string()
  .max(80)
  .transform((text) => text.replaceAll(/[\s-]+/g, "").toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9]{8,40}$/, "the code as it is printed on the card"));

export const CreditKind = z.enum(["gift_card", "store_credit"]);
export type CreditKind = z.output<typeof CreditKind>;

/** Money that the shop owes: a gift card, or a customer's store credit. It pays like money and bears no tax. */
export const CreditAccount = z.object({
  id: id("crd"),
  kind: CreditKind,
  /** The end of the card's code; the code itself is kept nowhere. Null for store credit. */
  last4: z.string().nullable(),
  /** Whose store credit it is; null for a gift card. */
  customerId: id("cus").nullable(),
  balance: money,
  /** All that was ever put on it, refunds left out. */
  issued: money,
  active: z.boolean(),
  expiresAt: instant.nullable(),
  note: z.string().nullable(),
  version,
  createdAt: instant,
});
export type CreditAccount = z.output<typeof CreditAccount>;

/**
 * `issue` and `adjust` by staff, `redeem` by a checkout, `release` when it was not paid, `refund` of an order and
 * `take_back` of a refund that the bank sent back.
 */
export const CreditEntryKind = z.enum(["issue", "adjust", "redeem", "release", "refund", "take_back"]);
export type CreditEntryKind = z.output<typeof CreditEntryKind>;

export const CreditEntry = z.object({
  id: id("cre"),
  kind: CreditEntryKind,
  /** Negative when it leaves the account. */
  amount: money,
  /** What was there afterwards. */
  balance: money,
  /** The checkout or the refund that it is about. */
  reference: z.string().nullable(),
  actorKind: z.string(),
  actorId: z.string(),
  note: z.string().nullable(),
  at: instant,
});
export type CreditEntry = z.output<typeof CreditEntry>;

export const ListGiftCards = z.object({
  /** The last four characters of the code. */
  last4: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{4}$/, "the last four characters")
    .nullable()
    .default(null),
  ...pageInput,
});
export const CreditAccountPage = page(CreditAccount);
export const GetCreditAccount = z.object({ id: id("crd") });
export const ListCreditEntries = z.object({ accountId: id("crd"), ...pageInput });
export const CreditEntryPage = page(CreditEntry);

export const IssueGiftCard = z.object({ value: amount, expiresAt: instant.nullable().default(null), note });
/** The code is in this answer and nowhere else afterwards. */
export const IssuedGiftCard = z.object({ account: CreditAccount, code: z.string() });

export const UpdateCreditAccount = z.object({
  id: id("crd"),
  version,
  active: z.boolean(),
  expiresAt: instant.nullable().default(null),
  note,
});
/** Puts on (positive) or takes off, in the account's currency. */
export const AdjustCredit = z.object({
  id: id("crd"),
  amount: z
    .int()
    .min(-maxAmount)
    .max(maxAmount)
    .refine((change) => change !== 0, "not nothing"),
  note: line(300),
});
export const GiveStoreCredit = z.object({ customerId: id("cus"), value: amount, note: line(300) });
export const ListStoreCredit = z.object({ customerId: id("cus") });
export const CreditAccountList = z.object({ items: z.array(CreditAccount) });

/** What of a cart is paid with credit. */
export const AppliedCredit = z.object({
  accountId: id("crd"),
  kind: CreditKind,
  last4: z.string().nullable(),
  applied: money,
});
export type AppliedCredit = z.output<typeof AppliedCredit>;

/** Why an account does not pay. */
export const creditFault = z.enum(["disabled", "expired", "empty", "currency"]);
export type CreditFault = z.output<typeof creditFault>;

export type CreditErrorCode = "credit.stale" | "credit.not_enough" | "credit.bad_cursor" | "credit.spent";
