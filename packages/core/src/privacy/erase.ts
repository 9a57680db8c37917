import { customerForPrivacy, sendErasedNotice } from "../customers/index.ts";
import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { toInstant } from "../kernel/time.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { tenantTables } from "../tenant-schema.ts";
import { dropAnswers, eraseRows, livePayments, markErased, personOf } from "./queries.ts";
import { erasure, unhandled } from "./rules/person.ts";
import type { PrivacyErrorCode } from "./schemas.ts";

/**
 * Forgets a person: what only the account needs is overwritten, invoices and proofs keep figures without a name,
 * sessions end, and a last mail says so. Doing it again changes nothing.
 *
 * @throws DomainError not_found; conflict `privacy.payment_under_way`.
 */
export async function erase(
  ctx: TenantTxCtx,
  customerId: Id<"cus">,
): Promise<{ customerId: Id<"cus">; erasedAt: string }> {
  const customer = await customerForPrivacy(ctx.db, customerId);
  if (customer === undefined) throw notFound("customer");
  if (customer.erasedAt !== null) return { customerId, erasedAt: customer.erasedAt };
  const missing = unhandled(tenantTables);
  if (missing.length > 0)
    throw new DomainError<PrivacyErrorCode>("internal", "privacy.column_unhandled", { columns: missing });
  // The row is taken first: of two erasures at once, one waits here and finds nothing left to do.
  if (!(await markErased(ctx.db, customerId, ctx.now()))) return erase(ctx, customerId);
  const person = await personOf(ctx.db, customerId, customer.email);
  if ((await livePayments(ctx.db, person.checkouts)) > 0)
    throw new DomainError<PrivacyErrorCode>("conflict", "privacy.payment_under_way");
  for (const [table, rule] of Object.entries(erasure).sort(([a], [b]) => (a < b ? -1 : 1))) {
    await eraseRows(ctx.db, table, Object.keys(tenantTables[table] ?? {}), rule, person);
  }
  await dropAnswers(ctx.db, [customerId, ...person.emails, ...person.carts]);
  await sendErasedNotice(ctx, customer.email, customer.locale);
  return { customerId, erasedAt: toInstant(ctx.now()) };
}
