import { DomainError, notFound } from "../kernel/errors.ts";
import { actorId } from "../platform/context.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { accountById } from "./queries/accounts.ts";
import { moveCredit } from "./queries/entries.ts";
import { AdjustCredit, CreditAccount, type CreditErrorCode } from "./schemas.ts";

/** Corrects a balance, with the reason in the ledger. */
export const adjustCredit = write(
  "credit.adjust",
  {
    access: { staff: "orders.refund" },
    input: AdjustCredit,
    output: CreditAccount,
    audit: ({ id, amount }) => ({ subject: id, details: { amount } }),
  },
  async (ctx, { id, amount, note }) => {
    const before = await accountById(ctx.db, id);
    if (before === undefined) throw notFound("credit");
    const movement = {
      id: newId("cre"),
      accountId: id,
      kind: "adjust" as const,
      amount,
      currency: before.balance.currency,
      cartId: null,
      reference: null,
      actorKind: ctx.actor.kind,
      actorId: actorId(ctx.actor),
      note,
    };
    if (!(await moveCredit(ctx.db, movement, ctx.now()))) {
      throw new DomainError<CreditErrorCode>("conflict", "credit.not_enough");
    }
    return (await accountById(ctx.db, id)) ?? before;
  },
);
