import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { open } from "../platform/secrets.ts";
import type { StripeAccess } from "./adapters/stripe.ts";

/** The account that a sealed key opens. */
export function accessWith(ctx: TenantCtx, sealed: string | null): StripeAccess {
  if (sealed === null) throw new DomainError("precondition", "payments.not_connected");
  return { key: open(ctx.settings.masterKey, ctx.tenant.id, sealed), apiBase: ctx.settings.stripeApiBase };
}
