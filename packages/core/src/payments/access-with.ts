import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { vaultOf } from "../platform/vault.ts";
import type { StripeAccess } from "./adapters/stripe-client.ts";

/** Where an account's key is sealed for. */
export const keyPlace = (accountId: string) => ({ table: "payment_accounts", column: "sealed_key", row: accountId });
/** Where the secret that signs an account's events is sealed for. */
export const webhookPlace = (accountId: string) => ({
  table: "payment_accounts",
  column: "sealed_webhook_secret",
  row: accountId,
});

/** The account that a sealed key opens. */
export async function accessWith(
  ctx: TenantCtx,
  accountId: string | null,
  sealed: string | null,
): Promise<StripeAccess> {
  if (accountId === null || sealed === null) throw new DomainError("precondition", "payments.not_connected");
  return { key: (await vaultOf(ctx)).open(keyPlace(accountId), sealed), apiBase: ctx.settings.stripeApiBase };
}
