import { DomainError } from "../kernel/errors.ts";
import { newId } from "../platform/new-id.ts";
import { hashSecret } from "../platform/secrets.ts";
import { write } from "../platform/verb.ts";
import { deleteLinksOf, deleteSessionsOf, openAccount, takeLink } from "./queries/secrets.ts";
import { type CustomersErrorCode, Registered, VerifyAccount } from "./schemas.ts";

/** Opens the account by the link that was mailed, which works once. Earlier guest orders belong to it from now on. */
export const verifyAccount = write(
  "customers.verify",
  {
    access: { shopper: true },
    input: VerifyAccount,
    output: Registered,
    audit: () => ({ subject: "account" }),
  },
  async (ctx, { token }) => {
    const link = await takeLink(ctx.db, "verify", hashSecret(token), ctx.now());
    const account = link?.details.account ?? null;
    if (link === undefined || account === null)
      throw new DomainError<CustomersErrorCode>("precondition", "customers.link_used_up");
    const id = await openAccount(ctx.db, newId("cus"), link.email, account, ctx.now());
    await deleteLinksOf(ctx.db, link.email);
    await deleteSessionsOf(ctx.db, id);
    return { email: link.email };
  },
);
