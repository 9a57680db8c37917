import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { open } from "../platform/secrets.ts";
import type { StripeAccess } from "./adapters/stripe.ts";
import { sealedKeyOf } from "./queries/accounts.ts";

/** The opened key of one of the tenant's accounts. */
export async function accessTo(ctx: TenantCtx, accountId: string): Promise<StripeAccess> {
  const sealed = await sealedKeyOf(ctx.db, accountId);
  if (sealed === null) throw new DomainError("precondition", "payments.not_connected");
  return { key: open(ctx.settings.masterKey, ctx.tenant.id, sealed), apiBase: ctx.settings.stripeApiBase };
}
