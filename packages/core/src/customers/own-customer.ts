import { DomainError } from "../kernel/errors.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { lockCustomer, type StoredCustomer } from "./queries/customers.ts";
import { customerOf } from "./visitor.ts";

/** The person who is logged in, locked until the transaction ends. */
export async function lockOwn(ctx: TenantTxCtx): Promise<StoredCustomer> {
  const customer = await lockCustomer(ctx.db, customerOf(ctx));
  if (customer === undefined || customer.registeredAt === null || customer.erasedAt !== null)
    throw new DomainError("forbidden", "auth.customer_session_over");
  return customer;
}
