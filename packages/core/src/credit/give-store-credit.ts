import { notFound } from "../kernel/errors.ts";
import { getCustomer } from "../customers/index.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { issue } from "./issue-gift-card.ts";
import { accountById, openAccount } from "./queries/accounts.ts";
import { CreditAccount, GiveStoreCredit } from "./schemas.ts";

/** Gives a customer store credit, onto what is there in that currency. */
export const giveStoreCredit = write(
  "credit.give_store_credit",
  {
    access: { staff: "orders.refund" },
    input: GiveStoreCredit,
    output: CreditAccount,
    audit: ({ value }, { id }) => ({ subject: id, details: { amount: value.amount, currency: value.currency } }),
    leaves: ["outbox"],
  },
  async (ctx, { customerId, value, note }) => {
    await getCustomer(ctx, { id: customerId });
    const id = await openAccount(
      ctx.db,
      {
        id: newId("crd"),
        kind: "store_credit",
        codeHash: null,
        last4: null,
        customerId,
        currency: value.currency,
        expiresAt: null,
        note: null,
      },
      ctx.now(),
    );
    await issue(ctx, id, value, note);
    const account = await accountById(ctx.db, id);
    if (account === undefined) throw notFound("credit");
    return account;
  },
);
