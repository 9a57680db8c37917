import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { accountOf } from "./account-view.ts";
import { customerById } from "./queries/customers.ts";
import { Account } from "./schemas.ts";
import { customerOf } from "./visitor.ts";

/** The account of whoever is logged in. */
export const getAccount = read(
  "customers.account",
  { access: { customer: true }, input: nothing, output: Account },
  async (ctx: TenantCtx) => {
    const customer = await customerById(ctx.db, customerOf(ctx));
    const account = customer && accountOf(customer);
    if (account === undefined) throw new DomainError("forbidden", "auth.customer_session_over");
    return account;
  },
);
