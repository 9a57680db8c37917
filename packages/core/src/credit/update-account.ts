import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { accountById, changeAccount } from "./queries/accounts.ts";
import { CreditAccount, type CreditErrorCode, UpdateCreditAccount } from "./schemas.ts";

/** Switches a gift card or store credit off or on, and sets until when it can be used. */
export const updateCreditAccount = write(
  "credit.update_account",
  {
    access: { staff: "orders.refund" },
    input: UpdateCreditAccount,
    output: CreditAccount,
    audit: ({ id, active, expiresAt }) => ({ subject: id, details: { active, expiresAt } }),
  },
  async (ctx, { expiresAt, ...change }) => {
    const until = expiresAt === null ? null : new Date(expiresAt);
    const held = await changeAccount(ctx.db, { ...change, expiresAt: until }, ctx.now());
    const account = await accountById(ctx.db, change.id);
    if (account === undefined) throw notFound("credit");
    if (held) return account;
    throw new DomainError<CreditErrorCode>("conflict", "credit.stale", { current: account.version });
  },
);
