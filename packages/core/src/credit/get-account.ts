import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { accountById } from "./queries/accounts.ts";
import { CreditAccount, GetCreditAccount } from "./schemas.ts";

export const getCreditAccount = read(
  "credit.get_account",
  { access: { staff: "orders.read" }, input: GetCreditAccount, output: CreditAccount },
  async (ctx: TenantCtx, { id }) => {
    const account = await accountById(ctx.db, id);
    if (account === undefined) throw notFound("credit");
    return account;
  },
);
