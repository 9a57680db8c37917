import { DomainError } from "../kernel/errors.ts";
import { toInstant } from "../kernel/time.ts";
import { write } from "../platform/verb.ts";
import { accountOf } from "./account-view.ts";
import { lockOwn } from "./own-customer.ts";
import { changeCustomer } from "./queries/customers.ts";
import { Account, UpdateAccount } from "./schemas.ts";

/**
 * Changes what a person may change: how the shop taxes is not among it. A choice about marketing mails is added
 * to the earlier ones with the sentence that was shown, for the shop must be able to prove it (GDPR Art. 7 (1)).
 */
export const updateAccount = write(
  "customers.update_account",
  { access: { customer: true }, input: UpdateAccount, output: Account, audit: "shopper" },
  async (ctx, { marketing: choice, ...fields }) => {
    const own = await lockOwn(ctx);
    const isNew = choice !== undefined && (own.marketing.at(-1)?.agreed ?? false) !== choice.agreed;
    const added = { at: toInstant(ctx.now()), locale: fields.locale ?? own.locale, source: "account" } as const;
    const marketing = isNew ? [...own.marketing, { ...added, ...choice }] : undefined;
    const account = accountOf(await changeCustomer(ctx.db, own.id, { ...fields, marketing }, ctx.now()));
    if (account === undefined) throw new DomainError("internal", "internal");
    return account;
  },
);
