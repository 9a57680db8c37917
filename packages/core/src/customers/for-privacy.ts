import type { Id } from "../kernel/ids.ts";
import type { Db } from "../platform/db.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { sendLink } from "./links.ts";
import { customerById } from "./queries/customers.ts";
import type { Customer } from "./schemas.ts";

/** The customer whose data is exported or erased; undefined when there is none. */
export const customerForPrivacy = (db: Db<"tenant">, id: Id<"cus">): Promise<Customer | undefined> =>
  customerById(db, id);

/** Has a last mail written to an address that is not kept any more once it has gone out. */
export function sendErasedNotice(ctx: TenantTxCtx, email: string, locale: string): Promise<void> {
  return sendLink(ctx, { kind: "notice", email, details: { locale, returnUrl: null, account: null } });
}
