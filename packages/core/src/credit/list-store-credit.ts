import { getCustomer } from "../customers/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { accountsOfCustomer } from "./queries/accounts.ts";
import { CreditAccountList, ListStoreCredit } from "./schemas.ts";

/** A customer's store credit, one account per currency. */
export const listStoreCredit = read(
  "credit.list_store_credit",
  { access: { staff: "orders.read" }, input: ListStoreCredit, output: CreditAccountList },
  async (ctx: TenantCtx, { customerId }) => {
    await getCustomer(ctx, { id: customerId });
    return { items: await accountsOfCustomer(ctx.db, customerId) };
  },
);
